package dev.stitch.activities.email;

import dev.stitch.authoring.MailContent;
import dev.stitch.mail.html.HtmlLinks;
import dev.stitch.store.authoring.TrackedLinks;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Has the links in the HTML of a mail lead by way of an address that counts the click. */
@Singleton
class ClickTracking {

  private final RecipientUrls urls;

  ClickTracking(RecipientUrls urls) {
    this.urls = urls;
  }

  /**
   * A mail whose links count.
   *
   * @param links null when none of its links can
   */
  record Tracked(MailContent content, @Nullable TrackedLinks links) {}

  /**
   * Rewrites the links to pages; texts, and the link by which somebody unsubscribes, stay as they
   * are.
   *
   * @param messageId of the mail
   */
  Tracked track(MailContent content, String messageId) {
    String html = content.html();
    List<String> pages =
        html == null
            ? List.of()
            : HtmlLinks.in(html).stream()
                .filter(this::counts)
                .distinct()
                .limit(TrackedLinks.MAX)
                .toList();
    if (pages.isEmpty()) {
      return new Tracked(content, null);
    }
    TrackedLinks links = TrackedLinks.fresh(messageId, pages);
    String rewritten =
        HtmlLinks.replaced(
            html,
            url -> {
              int index = pages.indexOf(url);
              return index < 0 ? url : urls.click(links.token(index));
            });
    return new Tracked(content.withHtml(rewritten), links);
  }

  /** What a browser can be sent to exactly as it is written, other than an address of ours. */
  private boolean counts(String url) {
    if (urls.ours(url) || !StandardCharsets.US_ASCII.newEncoder().canEncode(url)) {
      return false;
    }
    try {
      URI address = new URI(url);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
