package dev.stitch.api.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.launch.request.ConnectionNeeds;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequiredConnection;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class ConnectionsTest extends ApiTest {

  private static final String SECRET = "pl4nted-s3cret";

  private static final String HTTP =
      "{'toolkit':'http','name':'%s','config':{'scheme':'bearer','hosts':['api.example.org']},"
          + "'secret':'"
          + SECRET
          + "'}";

  private static final String GRAPH =
      """
      {'nodes':[
        {'id':'call','type':'http.request','data':{'connection':'billing'}},
        {'id':'again','type':'http.request','data':{'connection':'billing'}},
        {'id':'free','type':'http.request','data':{}},
        {'id':'mail','type':'email.send','data':{'mailbox':'relay'}},
        {'id':'own','type':'email.send','data':{'mailbox':'built-in'}}],'edges':[]}
      """;

  @Inject ConnectionRepository repository;
  @Inject ConnectionNeeds needs;

  @Test
  void aSecretGoesInAndNeverComesOut() {
    Answer created = post("/api/connections", json(HTTP.formatted("crm")));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.at("/hasSecret").booleanValue()).isTrue();
    String location = created.header("location");
    UUID id = UUID.fromString(created.at("/id").textValue());
    for (Answer answer :
        new Answer[] {
          created,
          get(location),
          get("/api/connections?toolkit=http&q=CRM"),
          patch(location, json("{'name':'crm-2'}")),
          get("/api/audit-log")
        }) {
      assertThat(answer.text()).doesNotContain(SECRET);
    }
    assertThat(
            database.number(
                "SELECT count(*) FROM platform_accounts p WHERE p::text LIKE ?",
                "%" + SECRET + "%"))
        .isZero();
    assertThat(repository.secret(id)).contains(SECRET);
    assertThat(delete(location).status()).isEqualTo(204);
    assertThat(get(location).status()).isEqualTo(404);
  }

  @Test
  void aPatchKeepsWhatItDoesNotName() {
    Answer created = post("/api/connections", json(HTTP.formatted("patched")));
    String location = created.header("location");
    UUID id = UUID.fromString(created.at("/id").textValue());

    patch(location, json("{'config':{'testUrl':'https://api.example.org/me'}}"));
    assertThat(get(location).at("/config/hosts/0").textValue()).isEqualTo("api.example.org");
    assertThat(repository.secret(id)).contains(SECRET);

    patch(location, json("{'secret':'other'}"));
    assertThat(repository.secret(id)).contains("other");
    assertThat(patch(location, json("{'toolkit':'smtp'}")).pointer()).isEqualTo("/toolkit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'x','config':{},'secret':'s'} | /toolkit",
        "{'toolkit':'http','config':{},'secret':'s'} | /name",
        "{'toolkit':'http','name':'x','secret':'s'} | /config",
        "{'toolkit':'http','name':'x','config':{'scheme':'bearer'},'secret':'s'} | /config/hosts",
        "{'toolkit':'http','name':'x','config':{'scheme':'bearer','hosts':[]},'secret':'s'} | /config/hosts",
        "{'toolkit':'http','name':'x','config':{'scheme':'basic','hosts':['a.b']},'secret':'s'} | /config/username",
        "{'toolkit':'http','name':'x','config':{'scheme':'header','hosts':['a.b']},'secret':'s'} | /config/header",
        "{'toolkit':'http','name':'x','config':{'scheme':'bearer','hosts':['a.b']}} | /secret",
        "{'toolkit':'http','name':'x','config':{'scheme':'bearer','hosts':['a.b']},'secret':'a\\r\\nb: c'} | /secret",
        "{'toolkit':'smtp','name':'x','config':{'port':25}} | /config/host",
        "{'toolkit':'smtp','name':'x','config':{'host':'m.example.org','username':'u'}} | /secret",
        "{'toolkit':'anthropic','name':'x','config':{}} | /secret",
        "{'toolkit':'anthropic','name':'x','config':{'baseUrl':'http://10.0.0.1'},'secret':'k'} | /config",
        "{'toolkit':'mcp','name':'My Server','config':{'url':'https://a.b/mcp'}} | /name",
        "{'toolkit':'mcp','name':'a_b','config':{'url':'https://a.b/mcp'}} | /name",
        "{'toolkit':'mcp','name':'x','config':{}} | /config/url",
        "{'toolkit':'mcp','name':'x','config':{'url':'file:///etc/passwd'}} | /config/url",
        "{'toolkit':'fax','name':'x','config':{}} | /toolkit",
      })
  void whatDoesNotFitIsToldByItsField(String body, String pointer) {
    Answer answer = post("/api/connections", json(body));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  @Test
  void aServerOfToolsNeedsASecretOnlyWhereItAsksForOne() {
    String server = "{'toolkit':'mcp','name':'tickets','config':{'url':'https://a.b/mcp'}}";

    Answer created = post("/api/connections", json(server));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.at("/hasSecret").booleanValue()).isFalse();
    assertThat(patch(created.header("Location"), json("{'name':'Tickets'}")).pointer())
        .isEqualTo("/name");
  }

  @Test
  void aKeyForModelsIsStoredAndToldToBeNeededWhereAStepNamesOne() throws Exception {
    Answer created =
        post(
            "/api/connections",
            json("{'toolkit':'anthropic','name':'team','config':{},'secret':'sk-team'}"));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    JsonNode graph =
        JSON.readTree(
            json(
                """
                {'nodes':[
                  {'id':'own','type':'llm.generate','data':{'model':'m','prompt':'p'}},
                  {'id':'write','type':'llm.generate','data':{'connection':'team'}},
                  {'id':'read','type':'llm.extract','data':{'connection':'team'}}],'edges':[]}
                """));
    assertThat(needs.of(graph))
        .singleElement()
        .satisfies(
            need -> {
              assertThat(need.toolkit()).isEqualTo(Toolkit.ANTHROPIC);
              assertThat(need.nodeIds()).containsExactly("write", "read");
              assertThat(need.boundId()).hasToString(created.at("/id").textValue());
            });
  }

  @Test
  void aMailboxMayBeAGmailAccountAndAnEngagementNamesAnAccountOfX() throws Exception {
    repository.insert(Ids.next(), Toolkit.GMAIL, "ada-gmail", Jsonb.object(), "{}");
    JsonNode graph =
        JSON.readTree(
            json(
                """
                {'nodes':[
                  {'id':'mail','type':'email.send','data':{'mailbox':'ada-gmail'}},
                  {'id':'only','type':'email.send','data':{'mailbox':'gmail'}},
                  {'id':'like','type':'engagement.like','data':{'platform':'x','connection':'nobody'}}]}
                """));

    assertThat(needs.of(graph))
        .extracting(RequiredConnection::toolkit)
        .containsExactly(Toolkit.GMAIL, Toolkit.X);
    assertThat(faults(graph, Map.of()))
        .extracting(Refusal.Fault::pointer)
        .containsExactly("/connections/x");
  }

  @Test
  void twoOfAToolkitCannotHaveOneName() {
    post("/api/connections", json(HTTP.formatted("twin")));

    assertThat(post("/api/connections", json(HTTP.formatted("twin"))).status()).isEqualTo(409);
  }

  @Test
  void theRunFormTellsWhichConnectionsAFlowNeedsAndWhichThereAre() {
    Answer created =
        post("/api/flows", "{\"name\":\"F\",\"kind\":\"system\",\"graph\":" + json(GRAPH) + "}");
    String form = "/api/flows/" + created.at("/id").textValue() + "/run-form";
    String needs = "/requiredConnections";
    assertThat(get(form).at(needs + "/0/boundId").isNull()).isTrue();

    post("/api/connections", json(HTTP.formatted("another")));
    String named = post("/api/connections", json(HTTP.formatted("billing"))).at("/id").textValue();

    Answer told = get(form);
    assertThat(told.at(needs)).hasSize(2);
    assertThat(told.at(needs + "/0/toolkit").textValue()).isEqualTo("http");
    assertThat(told.at(needs + "/0/nodeIds").toString()).isEqualTo(json("['call','again']"));
    assertThat(told.at(needs + "/0/boundId").textValue()).isEqualTo(named);
    assertThat(told.at(needs + "/0/candidates").findValuesAsText("name"))
        .contains("another", "billing");
    assertThat(told.at(needs + "/1/toolkit").textValue()).isEqualTo("smtp");
    assertThat(told.at(needs + "/1/candidates")).isEmpty();
    delete("/api/connections/" + named);
  }

  @Test
  void aRunWithoutTheConnectionsThatItsGraphNamesIsRefusedByStep() throws Exception {
    JsonNode graph = JSON.readTree(json(GRAPH));
    String chosen = post("/api/connections", json(HTTP.formatted("chosen"))).at("/id").textValue();

    assertThat(faults(graph, Map.of()))
        .extracting(Refusal.Fault::pointer, Refusal.Fault::nodeId)
        .containsExactly(tuple("/connections/http", "call"), tuple("/connections/smtp", "mail"));
    assertThat(faults(graph, Map.of("http", chosen)))
        .extracting(Refusal.Fault::pointer)
        .containsExactly("/connections/smtp");
    assertThat(faults(graph, Map.of("http", "nope", "fax", "x", "smtp", chosen)))
        .extracting(Refusal.Fault::pointer)
        .containsExactlyInAnyOrder("/connections/http", "/connections/fax", "/connections/smtp");
    assertThat(faults(JSON.readTree("{\"nodes\":[]}"), Map.of())).isEmpty();
  }

  private List<Refusal.Fault> faults(JsonNode graph, Map<String, String> chosen) {
    try {
      needs.require(graph, chosen);
      return List.of();
    } catch (Refusal problem) {
      assertThat(problem.reason()).isEqualTo(Refusal.Reason.INVALID);
      return problem.faults();
    }
  }
}
