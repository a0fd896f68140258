package dev.stitch.connectors.x;

import dev.stitch.connectors.price.XPrice;
import io.micronaut.core.annotation.Nullable;
import java.util.regex.Pattern;

/**
 * A post to publish.
 *
 * @param inReplyTo the post that it replies to; null for none
 * @param summoned whether the author of that post has mentioned or quoted the account, without
 *     which X takes no reply
 */
public record XDraft(String text, @Nullable String inReplyTo, boolean summoned) {

  /** X makes a link of every host name that it finds, so this is no more than the likely price. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://|\\b[a-z0-9-]+\\.[a-z]{2,}\\b", Pattern.CASE_INSENSITIVE);

  /** A post of its own. */
  public static XDraft post(String text) {
    return new XDraft(text, null, false);
  }

  /** What X bills for it. */
  public XPrice price() {
    if (ADDRESS.matcher(text).find()) {
      return XPrice.POST_WITH_URL;
    }
    return inReplyTo != null && summoned ? XPrice.SUMMONED_REPLY : XPrice.POST;
  }
}
