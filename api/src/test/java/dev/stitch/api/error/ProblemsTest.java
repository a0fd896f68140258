package dev.stitch.api.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Database;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.PageRequest;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Tag("server")
class ProblemsTest extends ApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name': 1}                      | 400 | /name",
        "{'count': '1'}                   | 400 | /count",
        "{'count': 1.5}                   | 400 | /count",
        "{'count': 99999999999}           | 400 | /count",
        "{'colour': 'green'}              | 422 | /colour",
        "{'colour': 1}                    | 400 | /colour",
        "{'at': 'yesterday'}              | 422 | /at",
        "{'id': 'x'}                      | 422 | /id",
        "{'id': 5}                        | 400 | /id",
        "{'id': ['x']}                    | 400 | /id",
        "{'tags': 'one'}                  | 400 | /tags",
        "{'tags': [null]}                 | 422 | /tags/0",
        "{'tags': [1]}                    | 400 | /tags/0",
        "{'inner': []}                    | 400 | /inner",
        "{'inner': {'nmae': 'x'}}         | 422 | /inner/nmae",
        "{'unknown': 1}                   | 422 | /unknown",
        "{'name': 'a\\u0000b'}            | 422 | /name",
        "{'graph': {'a': ['\\u0000']}}    | 422 | /graph/a/0",
        "{'graph': {'\\u0000': 1}}        | 422 | /graph",
        "{'name': '\\ud83d'}              | 422 | /name",
        "{'graph': {'a': '\\ud83d'}}      | 422 | /graph/a",
        "[]                               | 400 | ``",
        "'text'                           | 400 | ``",
        "{'name': 'a', 'name': 'b'}       | 400 | ``",
        "{'name': 'a'} {}                 | 400 | ``",
        "{'name':                         | 400 | ``",
        "not json                         | 400 | ``",
      })
  void aBodyThatDoesNotFitIsToldByItsField(String body, int status, String pointer) {
    Answer answer = post("/test/echo", json(body));

    assertThat(answer.text()).isNotEmpty();
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.at("/status").intValue()).isEqualTo(status);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
    assertThat(answer.text()).doesNotContain("dev.stitch", "java.lang", "com.fasterxml");
  }

  @Test
  void fieldsThatAreNullAreAnsweredToo() {
    Answer answer =
        post("/test/echo", json("{'at': '2026-01-01T00:00:00+02:00', 'colour': 'red'}"));

    assertThat(answer.text())
        .isEqualTo(
            json(
                "{'name':null,'count':null,'colour':'red','at':'2025-12-31T22:00:00Z','id':null,"
                    + "'tags':null,'inner':null,'graph':null}"));
  }

  @Test
  void noBodyIsABadRequest() {
    assertThat(post("/test/echo", "").status()).isEqualTo(400);
    assertThat(send("POST", "/test/echo", null).status()).isEqualTo(400);
  }

  @Test
  void aBodyDeeperThanAnyoneNeedsIsRefused() {
    Answer answer =
        post("/test/echo", json("{'graph':" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/detail").textValue()).contains("too deep");
  }

  @Test
  void aBodyOverTheLimitIsTooLargeWithAndWithoutAStatedLength() {
    String body = json("{'name': '" + "x".repeat(5 << 20) + "'}");

    assertThat(post("/test/echo", body).status()).isEqualTo(413);
    Answer chunked =
        send(
            HttpRequest.newBuilder(URI.create(server.getURL() + "/test/echo"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                .build());
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void unknownPathsMethodsAndTypesAreProblemsToo() {
    assertThat(get("/api/nothing/here").status()).isEqualTo(404);
    assertThat(get("/api/nothing/here").header("content-type"))
        .isEqualTo("application/problem+json");
    Answer method = delete("/test/echo");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("allow")).isEqualTo("POST");
    assertThat(post("/test/echo", "a=b", "Content-Type", "application/xml").status())
        .isEqualTo(415);
    assertThat(get("/test/items/not-a-uuid").status()).isEqualTo(404);
    assertThat(get("/test/items/" + UUID.randomUUID() + "?limit=x").pointer()).isEqualTo("/limit");
    assertThat(send("HEAD", "/api/nothing", null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "page=0, /page",
    "page=-1, /page",
    "page=x, /page",
    "page=1.5, /page",
    "pageSize=0, /pageSize",
    "pageSize=201, /pageSize",
    "page=9223372036854775808, /page",
    "page=46116860184273880, /page",
    "pageSize=-1, /pageSize",
  })
  void aBadPageRequestNamesItsParameter(String query, String pointer) {
    Answer answer = get("/test/pages?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void whatTheDatabaseRefusesIsNeverOurFailure() {
    Map<String, Integer> expected =
        Map.of(
            "SELECT 'x'::uuid::text",
            422,
            "SELECT 1/0",
            500,
            "SELECT * FROM nowhere",
            500,
            "INSERT INTO contacts (id, email) VALUES (gen_random_uuid(), 'X')",
            422,
            "INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)"
                + " VALUES (gen_random_uuid(), gen_random_uuid(), 'x', 'y')",
            409,
            "SELECT pg_terminate_backend(pg_backend_pid())",
            503);

    expected.forEach(
        (sql, status) -> {
          Answer answer = post("/test/sql", JSON.valueToTree(Map.of("sql", sql)).toString());
          assertThat(answer.status()).as(sql).isEqualTo(status);
          assertThat(answer.text()).doesNotContain("nowhere", "division", "_fkey", "_check");
        });
  }

  @Test
  void whatConstraintsGuardIsToldByItsFieldAndNotByTheirNames() {
    database.update("INSERT INTO contacts (id, email) VALUES (gen_random_uuid(), 'taken@x.org')");

    Answer answer =
        post(
            "/test/sql",
            JSON.valueToTree(
                    Map.of(
                        "sql",
                        "INSERT INTO contacts (id, email) VALUES (gen_random_uuid(), 'taken@x.org')"))
                .toString());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.pointer()).isEqualTo("/email");
    assertThat(answer.text()).doesNotContain("contacts_email_key");
  }

  @Test
  void onlyConstraintsThatExistAreGuarded() {
    assertThat(SqlProblems.GUARDED.keySet())
        .allSatisfy(
            name ->
                assertThat(
                        database.exists(
                            """
                            SELECT 1 FROM pg_constraint WHERE conname = ?
                            UNION SELECT 1 FROM pg_indexes WHERE indexname = ?
                            """,
                            name,
                            name))
                    .as(name)
                    .isTrue());
  }

  @Test
  void anUnexpectedFailureTellsItsLogEntryAndNothingElse() {
    Answer answer = get("/test/defect");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).doesNotContain("secret");
    assertThat(answer.at("/instance").textValue()).startsWith("urn:uuid:");
  }

  @Test
  void theLogOfADefectHoldsNoPathThatIsASecret() {
    Logger log = (Logger) LoggerFactory.getLogger(ProblemResponses.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      assertThat(get("/test/secrets/t0ken").status()).isEqualTo(500);
    } finally {
      log.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("/test/secrets/{token}").doesNotContain("t0ken"));
  }

  enum Colour {
    RED,
    BLUE
  }

  record Echo(
      String name,
      Integer count,
      Colour colour,
      Instant at,
      UUID id,
      List<String> tags,
      Inner inner,
      JsonNode graph) {}

  record Inner(String name) {}

  record Sql(String sql) {}

  @Controller("/test")
  @Requires(property = "spec.name", value = "ProblemsTest")
  static class TestController {

    private final Database database;

    TestController(Database database) {
      this.database = database;
    }

    @Post("/echo")
    @RequiresRole(Role.VIEWER)
    Echo echo(@Body Echo body) {
      return body;
    }

    @Get("/items/{id}")
    @RequiresRole(Role.VIEWER)
    UUID item(UUID id, @QueryValue(defaultValue = "1") int limit) {
      return id;
    }

    @Get("/pages")
    @RequiresRole(Role.VIEWER)
    PageRequest pages(PageRequest request) {
      return request;
    }

    @Post("/sql")
    @RequiresRole(Role.VIEWER)
    boolean sql(@Body Sql body) {
      return database.onConnection(connection -> connection.createStatement().execute(body.sql()));
    }

    @Get("/secrets/{token}")
    @SecretPath
    @RequiresRole(Role.VIEWER)
    String secret(String token) {
      throw new IllegalStateException("a defect");
    }

    @Get("/defect")
    @RequiresRole(Role.VIEWER)
    String defect() {
      throw new IllegalStateException("secret");
    }
  }

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("spec.name", "ProblemsTest");
    return properties;
  }
}
