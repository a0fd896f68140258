package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakeTokens;
import dev.stitch.connectors.testing.FakeX;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What stands in for X and Google in tests, asked by the clients that X and Google publish: they
 * check answers by their own descriptions, so that the stand-ins hold to something that is not
 * ours. Where there is no Python, the test says so and is left out.
 */
class OfficialClientsTest {

  private static Path python;

  @BeforeAll
  @Timeout(900)
  static void fetch() throws IOException, InterruptedException {
    Script fetched =
        Script.run(
            Script.path("python.sh").toString(),
            "platform-clients",
            "xdk==0.10.6",
            "google-api-python-client==2.202.0");
    python = Path.of(fetched.lastLine(), "bin", "python");
  }

  @Test
  @Timeout(360)
  void theClientOfXReadsPagesAndWritesAsThoughItWereX() throws IOException, InterruptedException {
    try (FakeX x = new FakeX()) {
      x.answerInNewWords();
      x.followers(2_500);
      for (int id = 1_000; id < 1_007; id++) {
        x.post(Integer.toString(id), "Post " + id);
      }
      x.mention("2001", "100001", "@stitch hello");

      JsonNode seen = ask("x.py", x.url(), x.tokens());

      assertThat(seen.path("me").asText()).isEqualTo("stitch");
      assertThat(seen.path("followers").asInt()).isEqualTo(2_500);
      assertThat(seen.path("postsSince"))
          .extracting(JsonNode::asText)
          .containsExactly("1006", "1005");
      assertThat(seen.path("mentions")).extracting(JsonNode::asText).containsExactly("2001");
      assertThat(seen.path("known")).extracting(JsonNode::asText).containsExactly("100001");
      assertThat(seen.path("unknown")).hasSize(1);
      assertThat(seen.path("post").asText()).isNotEmpty();
      assertThat(seen.path("message").asText()).isNotEmpty();
      assertThat(seen.path("follow").asBoolean()).isTrue();
      assertThat(seen.path("like").asBoolean()).isTrue();
      assertThat(seen.path("strangers").asInt()).isEqualTo(401);
    }
  }

  @Test
  @Timeout(360)
  void theClientOfGoogleReadsAndSendsAsThoughItWereGmailAndPeople()
      throws IOException, InterruptedException {
    try (FakeGoogle google = new FakeGoogle()) {
      List<String> messages =
          List.of(
              google.message("lin@example.org", "One"), google.message("lin@example.org", "Two"));
      google.person("people/c1", "Lin", "lin@example.org");
      google.person("people/c2", "Sam", "sam@example.org");
      google.person("people/c3", "Kim", "kim@example.org");

      JsonNode seen = ask("gmail.py", google.url(), google.tokens());

      assertThat(seen.path("address").asText()).isEqualTo(FakeGoogle.ADDRESS);
      assertThat(seen.path("messages"))
          .extracting(JsonNode::asText)
          .containsExactlyElementsOf(messages.reversed());
      assertThat(seen.at("/subject/0").asText()).isEqualTo("From the official client");
      assertThat(seen.path("messageId").asBoolean()).isTrue();
      assertThat(seen.path("added").asBoolean()).isTrue();
      assertThat(seen.at("/expiredHistory/0").asInt()).isEqualTo(404);
      assertThat(seen.path("people"))
          .extracting(JsonNode::asText)
          .containsExactly("people/c1", "people/c2", "people/c3");
      assertThat(seen.path("syncToken").asBoolean()).isTrue();
      assertThat(seen.path("nothingNew")).isEmpty();
      assertThat(seen.at("/expiredToken/1").asText()).isEqualTo("EXPIRED_SYNC_TOKEN");
    }
  }

  private static JsonNode ask(String client, URI url, FakeTokens tokens)
      throws IOException, InterruptedException {
    Script answered =
        Script.run(
            python.toString(),
            Script.path("clients").resolve(client).toString(),
            url.toString(),
            tokens.accessToken());
    return new ObjectMapper().readTree(answered.lastLine());
  }
}
