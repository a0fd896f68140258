package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.authoring.MailContent;
import dev.stitch.store.authoring.TrackedLinks.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickTrackingTest {

  private static final String UNSUBSCRIBE = "https://stitch.example/u/abc";

  private final ClickTracking tracking =
      new ClickTracking(new RecipientUrls("https://stitch.example/"));

  @Test
  void linksToPagesCountAndAllElseStaysAsItIs() {
    String html =
        "<a href=\"https://a.example/?x=1&amp;y=2\">a</a> <a href=\"https://a.example/?x=1&amp;y=2\">again</a>"
            + "<a href=\"mailto:x@a.example\">m</a><a href=\"%s\">u</a><a href=\"#top\">t</a>"
                .formatted(UNSUBSCRIBE)
            + "<a href=\"https://ü.example\">ü</a><a href=\"https://a b\">bad</a><a href=\"javascript:x()\">j</a>";

    ClickTracking.Tracked tracked =
        tracking.track(new MailContent("S", "See https://a.example", html), "<1@x>");

    assertThat(tracked.links().urls()).containsExactly("https://a.example/?x=1&y=2");
    String token = tracked.links().token(0);
    assertThat(tracked.content().html())
        .isEqualTo(
            html.replace("https://a.example/?x=1&amp;y=2", "https://stitch.example/c/" + token));
    assertThat(tracked.content().text()).isEqualTo("See https://a.example");
    assertThat(tracked.links().url(Token.parse(token).orElseThrow()))
        .contains("https://a.example/?x=1&y=2");
  }

  @Test
  void mailWithoutSuchLinksIsLeftAlone() {
    MailContent text = new MailContent("S", "https://a.example", null);

    assertThat(tracking.track(text, "<1@x>")).isEqualTo(new ClickTracking.Tracked(text, null));
    assertThat(tracking.track(text.withHtml("<p>"), "<1@x>").links()).isNull();
  }

  @Test
  void aMailOfAThousandLinksCountsThoseThatItCan() {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      html.append("<a href=https://a.example/").append(i).append(">x</a>");
    }

    ClickTracking.Tracked tracked =
        tracking.track(new MailContent("S", null, html.toString()), "<1@x>");

    assertThat(tracked.links().urls()).hasSize(500);
    assertThat(List.of(tracked.content().html().split("/c/"))).hasSize(501);
    assertThat(tracked.content().html()).contains("https://a.example/999>");
  }
}
