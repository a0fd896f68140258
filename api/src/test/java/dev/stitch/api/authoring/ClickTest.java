package dev.stitch.api.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.authoring.TrackedLinkRepository;
import dev.stitch.store.authoring.TrackedLinks;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that count, without a Temporal server: whoever has a mail needs only the database. */
@Tag("server")
class ClickTest extends ApiTest {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String URL = "https://a.example/x?y=1&z=%20#part";

  @Inject TrackedLinkRepository repository;

  private TrackedLinks links;

  @BeforeEach
  void sendMail() {
    links = TrackedLinks.fresh("<" + UUID.randomUUID() + "@x>", List.of(URL, "https://b.example"));
    repository.insert(links);
  }

  @Test
  void aClickLeadsExactlyToItsAddressAndCountsOnce() {
    for (int i = 0; i < 3; i++) {
      Answer answer = click(links.token(0), "User-Agent", BROWSER);
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("Location")).isEqualTo(URL);
      assertThat(answer.header("Set-Cookie")).isNull();
    }
    assertThat(clicks()).isEqualTo(1);
    click(links.token(1), "User-Agent", BROWSER);
    assertThat(clicks()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Googlebot/2.1",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.5",
        "Slackbot-LinkExpanding"
      })
  void programsAreLedOnAndNotCounted(String agent) {
    assertThat(click(links.token(0), "User-Agent", agent).status()).isEqualTo(302);
    assertThat(click(links.token(0), "User-Agent", BROWSER, "Sec-Purpose", "prefetch").status())
        .isEqualTo(302);
    assertThat(send("HEAD", "/c/" + links.token(0), null, "User-Agent", BROWSER).status())
        .isEqualTo(302);
    assertThat(clicks()).isZero();
  }

  @Test
  void forgedAndForeignTokensLeadNowhere() {
    TrackedLinks foreign = TrackedLinks.fresh("<foreign@x>", List.of("https://evil.example"));
    byte[] other = Base64.getUrlDecoder().decode(links.token(0));
    other[17] = 1; // the index of the second link under the first one's signature
    byte[] flipped = Base64.getUrlDecoder().decode(links.token(0));
    flipped[flipped.length - 1] ^= 1;
    byte[] beyond = Base64.getUrlDecoder().decode(links.token(0));
    beyond[16] = (byte) 0xff;
    for (String token :
        List.of(
            foreign.token(0),
            encoded(other),
            encoded(flipped),
            encoded(beyond),
            links.token(0) + "A",
            links.token(0) + "=",
            "x",
            "https:%2F%2Fevil.example",
            "%00")) {
      Answer answer = click(token, "User-Agent", BROWSER);
      assertThat(answer.status()).as(token).isIn(400, 404);
      assertThat(answer.header("Location")).as(token).isNull();
    }
    assertThat(clicks()).isZero();
  }

  private Answer click(String token, String... headers) {
    return get("/c/" + token, headers);
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private long clicks() {
    return database.number(
        "SELECT count(*) FROM mail_clicks WHERE tracked_links_id = ?", links.id());
  }
}
