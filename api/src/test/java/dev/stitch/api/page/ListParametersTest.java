package dev.stitch.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every parameter of every list, as the API's own description names them, with values that nobody
 * can mean: each is refused, and the refusal names the parameter.
 */
@Tag("server")
class ListParametersTest extends JourneyApiTest {

  private static final String NUL = "\0";
  private static final String OVERLONG = "x".repeat(1_001);

  private static final Set<String> FLAGS =
      Set.of("archived", "figures", "live", "ofJourneys", "paused", "steps", "topLevel", "unread");

  private static final Set<String> OF_A_FLOW = Set.of("cameTo", "became");

  private JsonNode document;

  /** What stands in the paths of lists that belong to something. */
  private Map<String, String> owners;

  @BeforeAll
  void makeTheOwnersOfLists() {
    document = get("/openapi.json").body();
    String flow = published("bmc", SPINE);
    String endpoint =
        post(
                "/api/webhook-endpoints",
                json(
                    "{'name':'W','flowId':'%s','uxNodeId':'new','mapping':{'email':'body.email'}}"
                        .formatted(flow)))
            .at("/id")
            .textValue();
    owners =
        Map.ofEntries(
            Map.entry("/api/bulk-operations/{id}/items", operation()),
            Map.entry("/api/contacts/{id}/changes", contact().toString()),
            Map.entry("/api/contacts/{id}/consent", contact().toString()),
            Map.entry("/api/contacts/{id}/enrollments", contact().toString()),
            Map.entry("/api/contacts/{id}/identities", contact().toString()),
            Map.entry("/api/contacts/{id}/timeline", contact().toString()),
            Map.entry("/api/content/{id}/posts", content()),
            Map.entry("/api/entities/{id}/journey-events", entity(flow)),
            Map.entry("/api/entities/{id}/events", entity(flow)),
            Map.entry("/api/flows/{flowId}/entities", flow),
            Map.entry("/api/flows/{id}/results", flow),
            Map.entry("/api/flows/{id}/versions", flow),
            Map.entry("/api/mail-templates/{id}/versions", mailTemplate()),
            Map.entry("/api/sessions/{id}/messages", session()),
            Map.entry("/api/webhook-endpoints/{endpointId}/deliveries", endpoint),
            Map.entry("/api/workflows/templates/{id}/enrollments", template()),
            Map.entry("/api/workflows/{id}", run()),
            Map.entry("/api/workflows/{id}/events", run()),
            Map.entry("/api/workflows/{id}/steps", run()));
  }

  private String operation() {
    return post(
            "/api/bulk-operations", json("{'kind':'archive','ids':['%s']}".formatted(contact())))
        .at("/bulkOperationId")
        .textValue();
  }

  private String template() {
    return post("/api/workflows/templates", json("{'name':'T','templateType':'outreach'}"))
        .at("/id")
        .textValue();
  }

  private String content() {
    return post("/api/content", json("{'title':'C'}")).at("/id").textValue();
  }

  private String session() {
    return post("/api/sessions", json("{'name':'S'}")).at("/id").textValue();
  }

  private String mailTemplate() {
    return post("/api/mail-templates", json("{'name':'M','subject':'S','text':'T'}"))
        .at("/id")
        .textValue();
  }

  private String run() {
    Answer started = post("/api/flows/" + published("system", PATH) + "/run", "{}");
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    return started.at("/runId").textValue();
  }

  @Test
  void whatNobodyCanMeanIsRefusedByTheNameOfItsParameter() {
    List<Parameter> parameters = parameters();
    assertThat(parameters.stream().map(Parameter::list).distinct().count())
        .as("lists that were found")
        .isGreaterThan(18);
    SoftAssertions all = new SoftAssertions();
    for (Parameter parameter : parameters) {
      parameter.absurd().forEach(query -> assertRefused(all, parameter, query));
    }
    all.assertAll();
  }

  @Test
  void whatIsMeantIsTaken() {
    SoftAssertions all = new SoftAssertions();
    for (Parameter parameter : parameters()) {
      for (String value : parameter.usual()) {
        String path =
            parameter.list() + "?" + parameter.name() + "=" + encoded(value) + also(parameter);
        all.assertThat(get(path).status()).as(path).isEqualTo(200);
      }
    }
    all.assertAll();
  }

  /** What people came to and became is asked of one flow. */
  private String also(Parameter parameter) {
    return OF_A_FLOW.contains(parameter.name())
        ? "&flowId=" + owners.get("/api/flows/{id}/results")
        : "";
  }

  /** Answered by a list, but not as if the search were not there. */
  @Test
  void everyListThatIsSearchedFindsNothingWhereNothingIsLikeIt() {
    SoftAssertions all = new SoftAssertions();
    parameters().stream()
        .filter(parameter -> parameter.name().equals("q"))
        .filter(parameter -> !parameter.list().endsWith("/export"))
        .map(parameter -> parameter.list() + "?q=nothing-is-like-this")
        .forEach(path -> all.assertThat(total(get(path))).as(path).isZero());
    all.assertAll();
  }

  /** A contact's consent has its history for a list. */
  private static int total(Answer list) {
    return list.at("/total").asInt(list.at("/history/total").asInt(-1));
  }

  private void assertRefused(SoftAssertions all, Parameter parameter, String query) {
    String path = parameter.list() + "?" + query;
    String shown = path.length() > 160 ? path.substring(0, 160) + "…" : path;
    Answer answer = get(path);
    all.assertThat(answer.status()).as(shown).isIn(400, 422);
    if (answer.status() >= 400) {
      all.assertThat(answer.pointer()).as(shown).isEqualTo("/" + parameter.name());
    }
  }

  /**
   * A parameter of a list.
   *
   * @param list the list's path, with the id of an owner in it
   */
  private record Parameter(String list, String name, JsonNode schema) {

    List<String> absurd() {
      List<String> values = new ArrayList<>(List.of(NUL, "a" + NUL, OVERLONG));
      if (!name.equals("q")) {
        values.addAll(List.of("", " ", "\t"));
      }
      if (schema.path("type").asText().equals("integer")) {
        values.add(String.valueOf(schema.path("minimum").asInt(1) - 1));
        values.addAll(
            List.of("-1", "1.5", "1e3", "x", "9223372036854775808", "9".repeat(200), "٣"));
      } else if (schema.path("format").asText().equals("uuid")) {
        values.addAll(List.of("5", "nonsense", "1-1-1-1-1", "null", "[]"));
      } else if (schema.path("format").asText().equals("date")) {
        values.addAll(
            List.of("5", "1700000000", "2026-02-30", "+999999999-12-31", "0000-01-01", "today"));
      } else if (schema.has("enum") || FLAGS.contains(name)) {
        values.addAll(List.of("nonsense", "0", "true,false", "null"));
      } else if (name.equals("sort")) {
        values.addAll(List.of("nonsense", "-", "--createdAt", "id; DROP TABLE flows", "1"));
      } else if (name.equals("lastEventId")) {
        values.addAll(List.of("-1", "x", "1.5", "9223372036854775808", "9".repeat(200)));
      }
      return Stream.concat(
              values.stream().map(value -> name + "=" + encoded(value)),
              Stream.of(name + "=1&" + name + "=2", name + "=&" + name + "="))
          .toList();
    }

    List<String> usual() {
      if (schema.path("type").asText().equals("integer")) {
        return List.of(schema.path("minimum").asText("1"), "007");
      } else if (schema.path("format").asText().equals("uuid")) {
        return List.of("00000000-0000-4000-8000-000000000000");
      } else if (schema.path("format").asText().equals("date")) {
        return List.of();
      } else if (FLAGS.contains(name)) {
        return List.of("true", "false");
      } else if (schema.has("enum")) {
        return Stream.of(schema.get("enum")).map(values -> values.get(0).textValue()).toList();
      }
      return switch (name) {
        case "q" -> List.of("", "ada", "%_\\", "'; --");
        case "sort", "lastEventId" -> List.of();
        default -> List.of("ada", "ü", "'; --");
      };
    }
  }

  /** Pages of the sign-in, here or at a platform, are no lists. */
  private List<Parameter> parameters() {
    List<Parameter> found = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      if (!path.getKey().matches("/api/session(/.*)?")
          && !path.getKey().startsWith("/api/connections/oauth")) {
        for (JsonNode stated : path.getValue().at("/get/parameters")) {
          JsonNode parameter = resolved(stated);
          if (parameter.path("in").asText().equals("query")) {
            found.add(
                new Parameter(
                    list(path.getKey()),
                    parameter.path("name").asText(),
                    resolved(parameter.path("schema"))));
          }
        }
      }
    }
    return found;
  }

  private String list(String path) {
    return path.contains("{") ? path.replaceAll("\\{[^}]*}", owners.get(path)) : path;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
