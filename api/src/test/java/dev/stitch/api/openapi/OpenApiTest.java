package dev.stitch.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class OpenApiTest extends ApiTest {

  private static final Set<String> BODYLESS = Set.of("204", "302");

  @Inject Router router;
  private JsonNode document;

  @BeforeAll
  void read() {
    document = get("/openapi.json").body();
  }

  @Test
  void everyRouteOfTheApiIsDescribedAndNothingElse() {
    Set<String> routes =
        router
            .uriRoutes()
            .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
            .map(OpenApiTest::named)
            .filter(route -> !route.startsWith("HEAD ") && !route.startsWith("OPTIONS "))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations().stream().map(Operation::route).collect(Collectors.toSet()))
        .isEqualTo(routes);
  }

  @Test
  void everyOperationHasAReadableNameOfItsOwn() {
    List<String> names = operations().stream().map(Operation::id).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    assertThat(names).contains("listContacts", "createContact", "runFlow", "getRun");
  }

  @Test
  void everyRefusalIsDescribedAsAProblem() {
    for (Operation operation : operations()) {
      for (var response : operation.responses().properties()) {
        JsonNode described = resolved(response.getValue());
        if (response.getKey().compareTo("400") >= 0) {
          assertThat(described.path("content").has("application/problem+json"))
              .as(operation.id() + " " + response.getKey())
              .isTrue();
        } else if (!BODYLESS.contains(response.getKey())) {
          assertThat(described.path("content").isEmpty()).as(operation.id()).isFalse();
        }
      }
      assertThat(operation.responses().has("400")).as(operation.id()).isTrue();
    }
  }

  @Test
  void listsArePagedAlike() {
    List<String> parameters =
        parameters(document.at("/paths/~1api~1contacts/get")).stream().limit(4).toList();

    assertThat(parameters).containsExactly("page", "pageSize", "sort", "q");
  }

  @Test
  void draftsAreChangedByTheirRevisionAndRunsStartedUnderAKey() {
    assertThat(parameters(document.at("/paths/~1api~1flows~1{id}/put"))).contains("If-Match");
    assertThat(document.at("/paths/~1api~1flows~1{id}/put/responses").has("428")).isTrue();
    assertThat(parameters(document.at("/paths/~1api~1flows~1{flowId}~1run/post")))
        .contains("Idempotency-Key");
  }

  @Test
  void everyReferenceInTheDocumentLeadsSomewhere() {
    Set<String> missing = new HashSet<>();
    for (JsonNode reference : document.findValues("$ref")) {
      if (document.at(reference.textValue().substring(1)).isMissingNode()) {
        missing.add(reference.textValue());
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void closedSetsAreWrittenAsOnTheWire() {
    assertThat(document.at("/components/schemas/RunStatus/enum").toString())
        .isEqualTo(
            json("['pending','running','paused','completed','failed','cancelled','killed']"));
    assertThat(document.at("/paths/~1api~1analytics~1runs/get/parameters/0/schema/enum").toString())
        .isEqualTo(json("['model','agentType','flow','template','workflowType','day']"));
  }

  @Test
  void theReferencePageNeedsNothingFromOutsideAndNoInlineScript() {
    Answer page = get("/docs");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
    assertThat(page.text()).doesNotContain("http://", "https://").doesNotContainPattern("<script>");
    var files = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"").matcher(page.text());
    List<String> served = new ArrayList<>();
    while (files.find()) {
      assertThat(get(files.group(1)).status()).as(files.group(1)).isEqualTo(200);
      served.add(files.group(1));
    }
    assertThat(served).contains("/docs/viewer.js", "/docs/viewer.css");
    assertThat(get("/docs/viewer.js").header("Content-Type")).startsWith("text/javascript");
  }

  @Test
  void onlyThePagesOwnFilesAreServedBesideIt() {
    for (String name : List.of("common.json", "..%2Fpom.xml", "%2e%2e", "index.html")) {
      assertThat(get("/docs/" + name).status()).as(name).isEqualTo(404);
    }
  }

  private record Operation(String route, String id, JsonNode responses) {}

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                method.getValue().path("operationId").asText(),
                method.getValue().path("responses")));
      }
    }
    return operations;
  }

  private List<String> parameters(JsonNode operation) {
    List<String> names = new ArrayList<>();
    operation
        .path("parameters")
        .forEach(parameter -> names.add(resolved(parameter).path("name").asText()));
    return names;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static String named(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
  }
}
