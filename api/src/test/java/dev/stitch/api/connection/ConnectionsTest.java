package dev.stitch.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.connection.ConnectionRepository;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest extends JourneyApiTest {

  private static final String SECRET = "pl4nted-s3cret";

  private static final String HTTP =
      "{'toolkit':'http','name':'%s','config':{'scheme':'bearer','hosts':['api.example.org']},"
          + "'secret':'"
          + SECRET
          + "'}";

  @Inject ConnectionRepository repository;

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
        "{'toolkit':'fax','name':'x','config':{}} | /toolkit",
      })
  void whatDoesNotFitIsToldByItsField(String body, String pointer) {
    Answer answer = post("/api/connections", json(body));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  @Test
  void twoOfAToolkitCannotHaveOneName() {
    post("/api/connections", json(HTTP.formatted("twin")));

    assertThat(post("/api/connections", json(HTTP.formatted("twin"))).status()).isEqualTo(409);
  }

  @Test
  void aRunNeedsTheConnectionsThatItsGraphNames() {
    String flow =
        published(
            "system",
            "{'nodes':[{'id':'call','type':'http.request',"
                + "'data':{'url':'https://api.example.org/','connection':'billing'}}],'edges':[]}");
    String run = "/api/flows/" + flow + "/run";

    Answer missing = post(run, "{}");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.pointer()).isEqualTo("/connections/http");
    assertThat(missing.at("/errors/0/nodeId").textValue()).isEqualTo("call");
    assertThat(get("/api/flows/" + flow + "/run-form").at("/requiredConnections/0/boundId").isNull())
        .isTrue();

    String chosen =
        post("/api/connections", json(HTTP.formatted("chosen"))).at("/id").textValue();
    Answer accepted = post(run, json("{'connections':{'http':'" + chosen + "'}}"));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(
            get("/api/workflows/" + accepted.at("/runId").textValue())
                .at("/trigger/connections/http")
                .textValue())
        .isEqualTo(chosen);
    assertThat(post(run, json("{'connections':{'http':'nope'}}")).pointer())
        .isEqualTo("/connections/http");
    assertThat(post(run, json("{'connections':{'fax':'x'}}")).pointer())
        .isEqualTo("/connections/fax");

    String named =
        post("/api/connections", json(HTTP.formatted("billing"))).at("/id").textValue();
    assertThat(post(run, "{}").status()).isEqualTo(202);
    Answer form = get("/api/flows/" + flow + "/run-form");
    assertThat(form.at("/requiredConnections/0/boundId").textValue()).isEqualTo(named);
    assertThat(form.at("/requiredConnections/0/toolkit").textValue()).isEqualTo("http");
    assertThat(form.at("/requiredConnections/0/candidates").findValuesAsText("name"))
        .contains("billing", "chosen");
  }
}
