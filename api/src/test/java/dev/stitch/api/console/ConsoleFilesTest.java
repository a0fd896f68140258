package dev.stitch.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serves the little console that the test resources hold. */
@Tag("server")
class ConsoleFilesTest extends ApiTest {

  /** What browsers say when somebody follows a link. */
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/contacts",
        "/contacts/0199c2f0-0000-7000-8000-000000000001",
        "/workflows?view=kanban",
        "/workflows/runs/0199c2f0-0000-7000-8000-000000000001",
        "/inbox",
        "/content",
        "/mailbox",
        "/settings/connections",
        "/help",
        "/signin?next=%2Fcontacts"
      })
  void everyAddressOfTheConsoleAnswersItsPage(String address) {
    Answer answer = get(address);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.text()).contains("the page");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void thePageMayRunNoScriptButItsOwnFiles() {
    assertThat(get("/").header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void theApiNeverAnswersWithThePage() {
    Answer answer = get("/api/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(get("/elsewhere").status()).isEqualTo(404);
    assertThat(post("/contacts", "{}").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/nope/", "/contact", "/api-docs", "/u"})
  void aBrowserIsToldOnThePageThatAnAddressIsNotThere(String address) {
    Answer answer = get(address, "Accept", BROWSER, "If-None-Match", get("/").header("ETag"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.text()).contains("the page");
    assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self';");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/nothing",
        "//api/nothing",
        "/api",
        "/assets/missing.js",
        "/api/contacts/0199c2f0-0000-7000-8000-000000000001"
      })
  void aBrowserThatAsksTheApiIsAnsweredByTheApi(String address) {
    Answer answer = get(address, "Accept", BROWSER);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void filesNamedByTheirHashAreKeptForEver() {
    Answer answer = get("/assets/app-1234.js");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("Content-Type")).contains("javascript");
  }

  @Test
  void filesAreSentCompressedToThoseWhoTakeThem() {
    Answer compressed = get("/assets/app-1234.js", "Accept-Encoding", "gzip, deflate, br");

    assertThat(compressed.header("Content-Encoding")).isEqualTo("br");
    assertThat(compressed.text()).isEqualTo("in brotli\n");
    assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(get("/assets/app-1234.js", "Accept-Encoding", "br;q=0, gzip").text())
        .isEqualTo("in gzip\n");
    assertThat(get("/assets/app-1234.js").header("Content-Encoding")).isNull();
  }

  @Test
  void whatTheClientHasAlreadyIsNotSentAgain() {
    String tag = get("/").header("ETag");

    Answer again = get("/", "If-None-Match", tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/assets/app-1234.js.br",
        "/assets/..%2Findex.html",
        "/assets/..%2F..%2Fapplication.yml",
        "/assets/%2e%2e/application.yml"
      })
  void onlyListedFilesAreServed(String address) {
    assertThat(get(address).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/dashboard, /",
    "/dashboard/workflows, /workflows",
    "/dashboard/workflows?view=kanban, /workflows?view=kanban",
    "/dashboard/contacts/17, /contacts/17",
    "/dashboard/inbox, /inbox",
    "/dashboard//elsewhere.example, /elsewhere.example",
    "/dashboard/%5Celsewhere.example, /%5Celsewhere.example"
  })
  void olderAddressesLeadToTheirPages(String older, String newer) {
    Answer answer = get(older);

    assertThat(answer.status()).isBetween(301, 308);
    assertThat(answer.header("Location")).isEqualTo(newer);
  }
}
