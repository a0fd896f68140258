package dev.stitch.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentRequestTest {

  private static final String SECRET = "p/a s\"w+ö%rd&=";

  @Test
  void whatWasSentIsToldAsItWas() {
    JsonNode sent =
        sent(
            "https://crm.example:8443/people/J%C3%B6rg%20A?page=1&flag&q=a%26b",
            Headers.of("X-Trace", "abc", "Accept", "a", "accept", "b"),
            "{\"who\": \"Jörg\", \"n\": [1, null]}");

    assertThat(sent.path("method").asText()).isEqualTo("POST");
    assertThat(sent.path("url").asText())
        .isEqualTo("https://crm.example:8443/people/J%C3%B6rg%20A?page=1&flag&q=a%26b");
    assertThat(sent.path("headers").toString())
        .isEqualTo("{\"Accept\":\"a, b\",\"X-Trace\":\"abc\"}");
    assertThat(sent.path("body").toString()).isEqualTo("{\"who\":\"Jörg\",\"n\":[1,null]}");
  }

  @Test
  void aCallWithoutABodyHasNone() {
    assertThat(sent("https://a.example/", Headers.of(), null).has("body")).isFalse();
    assertThat(sent("https://a.example/", Headers.of(), "").has("body")).isFalse();
  }

  @Test
  void whatIsSecretByItsNameIsHidden() {
    JsonNode sent =
        sent(
            "https://a.example/?access_token=abc&page=1&access_token",
            Headers.of("Authorization", "Bearer abc", "Idempotency-Key", "k", "X-Api-Key", "abc"),
            "{\"password\": \"abc\", \"in\": {\"clientSecret\": [\"abc\"]}, \"name\": \"Ada\"}");

    assertThat(sent.path("url").asText())
        .isEqualTo("https://a.example/?access_token=[hidden]&page=1&access_token");
    assertThat(sent.path("headers").toString())
        .isEqualTo(
            "{\"Authorization\":\"[hidden]\",\"Idempotency-Key\":\"k\",\"X-Api-Key\":\"[hidden]\"}");
    assertThat(sent.path("body").toString())
        .isEqualTo(
            "{\"password\":\"[hidden]\",\"in\":{\"clientSecret\":\"[hidden]\"},\"name\":\"Ada\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECRET",
        "before SECRET after",
        "{\"a\": \"JSON\", \"JSON\": 1}",
        "{\"a\": \"JSON",
        "a=FORM&b=1",
        "a=BASE64",
        "{\"login\": \"LOGIN\"}"
      })
  void aSecretOfAConnectionIsHiddenWhereverAndHoweverItIsWritten(String body) {
    String value = written(body);

    JsonNode sent = sent("https://a.example/", Headers.of(), value);

    assertThat(sent.path("body").toString()).contains("[hidden]").doesNotContain(value);
    assertShowsNoSecret(sent);
  }

  @Test
  void aSecretIsHiddenInTheAddressAndInHeadersOfAnyName() {
    HttpUrl url =
        new HttpUrl.Builder()
            .scheme("https")
            .host("a.example")
            .addPathSegment("x" + SECRET)
            .addQueryParameter("q", SECRET + " more")
            .addQueryParameter(SECRET, "1")
            .addQueryParameter(SECRET, null)
            .build();
    Headers headers =
        new Headers.Builder()
            .addUnsafeNonAscii("X-Trace", "see " + SECRET)
            .addUnsafeNonAscii("X-Login", written("LOGIN"))
            .build();

    JsonNode sent = sent(url.toString(), headers, null);

    assertThat(sent.path("url").asText())
        .isEqualTo("https://a.example/x[hidden]?q=[hidden] more&[hidden]=1&[hidden]");
    assertThat(sent.at("/headers/X-Trace").asText()).isEqualTo("see [hidden]");
    assertShowsNoSecret(sent);
  }

  @Test
  void aSecretIsHiddenInAHostWhichIsWrittenInLowerCase() {
    assertThat(
            new SentRequest(
                    call("https://S3cretTenant.example/", Headers.of(), null),
                    new SecretRedaction(List.of("S3cretTenant")))
                .toJson()
                .path("url")
                .asText())
        .isEqualTo("https://[hidden].example/");
  }

  @Test
  void whatAHeaderOrTheAddressGivesAsASecretIsHiddenInTheRestToo() {
    JsonNode sent =
        sent(
            "https://a.example/?token=swordfish",
            Headers.of("Authorization", Credentials.basic("ada", "open sesame")),
            "{\"said\": \"swordfish, open sesame\", \"as\": \"ada:open sesame\"}");

    assertThat(sent.path("body").toString())
        .isEqualTo("{\"said\":\"[hidden], [hidden]\",\"as\":\"[hidden]\"}");
  }

  @Test
  void aHeaderThatIsNoMoreThanASecretIsHiddenHoweverShortItIs() {
    HttpCall call = call("https://a.example/", Headers.of("X-Own", "abc"), null);

    JsonNode sent =
        new SentRequest(call, SecretRedaction.of(call.headers(), List.of("abc"))).toJson();

    assertThat(sent.at("/headers/X-Own").asText()).isEqualTo("[hidden]");
  }

  @Test
  void fieldsOfAFormAreHiddenByTheirNames() {
    JsonNode sent =
        sent(
            "https://a.example/",
            Headers.of("Content-Type", "application/x-www-form-urlencoded"),
            "grant=code&client_secret=abc&broken=%zz");

    assertThat(sent.path("body").asText())
        .contains("grant=code&client_secret=[hidden]&")
        .doesNotContain("abc");
  }

  @Test
  void ofALongBodyTheBeginningIsKeptAndNoPartOfASecretAtTheCut() {
    String filler = "x".repeat(SentRequest.LONGEST - 3);

    String kept = sent("https://a.example/", Headers.of(), filler + SECRET).path("body").asText();
    JsonNode json = sent("https://a.example/", Headers.of(), "{\"a\":\"" + filler + "xxx\"}");

    assertThat(kept).isEqualTo(filler + "[hi…");
    assertThat(json.path("body").isTextual()).isTrue();
    assertThat(json.path("body").asText()).hasSize(SentRequest.LONGEST + 1);
    assertThat(sent("https://a.example/", Headers.of(), filler + "xx😀").path("body").asText())
        .isEqualTo(filler + "xx…");
  }

  @Test
  void allOfABodyOfSeveralDocumentsIsKept() {
    assertThat(
            sent("https://a.example/", Headers.of(), "{\"a\":1}\n{\"a\":2}").path("body").asText())
        .isEqualTo("{\"a\":1}\n{\"a\":2}");
  }

  private static JsonNode sent(String url, Headers headers, @Nullable String body) {
    HttpCall call = call(url, headers, body);
    return new SentRequest(
            call, SecretRedaction.of(call.headers(), List.of(base64("ada:" + SECRET), SECRET)))
        .toJson();
  }

  private static HttpCall call(String url, Headers headers, @Nullable String body) {
    return new HttpCall(
        "POST",
        HttpUrl.get(url),
        headers,
        body == null ? null : ByteString.encodeUtf8(body),
        Duration.ofSeconds(1));
  }

  /** With the secret in place of the word for one of the ways to write it. */
  private static String written(String text) {
    return text.replace("SECRET", SECRET)
        .replace("JSON", SECRET.replace("\"", "\\\""))
        .replace("FORM", "p%2Fa+s%22w%2B%C3%B6%25rd%26%3D")
        .replace("BASE64", base64(SECRET))
        .replace("LOGIN", base64("ada:" + SECRET));
  }

  private static void assertShowsNoSecret(JsonNode sent) {
    assertThat(sent.toString())
        .doesNotContain(
            SECRET,
            SECRET.replace("\"", "\\\""),
            written("FORM"),
            "p%2Fa%20s%22w%2B",
            base64(SECRET),
            base64("ada:" + SECRET));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
