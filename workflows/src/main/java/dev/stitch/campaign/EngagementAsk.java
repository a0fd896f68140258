package dev.stitch.campaign;

import dev.stitch.model.EngagementAct;
import dev.stitch.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * How a person is asked to do an engagement that no API does.
 *
 * @param platform null where it is on none that is known
 */
public record EngagementAsk(EngagementAct kind, @Nullable Platform platform) {

  /** What is about the newest post that there is when it is done. */
  public static final String LATEST_POST = "latest_post";

  /**
   * The place to do it, a template: where somebody is found, by what their record has or by a
   * search; for a post, where one writes it.
   */
  public String place() {
    if (kind == EngagementAct.POST) {
      return composer();
    }
    if (platform == null || platform == Platform.GMAIL) {
      return "{{contact.email}}";
    }
    String field = "contact.platform." + platform.word() + "Url";
    return "{{#if %s}}{{%s}}{{else}}%s{{/if}}".formatted(field, field, search(platform));
  }

  /**
   * What is to be done, without with whom.
   *
   * @param target a post, or null for the latest
   */
  public String act(@Nullable String target) {
    return switch (kind) {
      case MESSAGE -> "Send a message to";
      case CONNECT -> "Connect with";
      case FOLLOW -> "Follow";
      case LIKE -> "Like " + post(target) + " of";
      case COMMENT -> "Comment on " + post(target) + " of";
      case POST -> "Publish a post";
    };
  }

  /** The line that asks for it. */
  public String title(String person, @Nullable String target) {
    String where = platform == null ? "" : " on " + platform.label();
    String whom = kind.isTowardsContact() ? " " + person : "";
    return act(target) + whom + where;
  }

  private static String post(@Nullable String target) {
    return target == null || target.equals(LATEST_POST) ? "the latest post" : target;
  }

  private String composer() {
    return switch (platform) {
      case X -> "https://x.com/compose/post";
      case LINKEDIN -> "https://www.linkedin.com/feed/";
      case SUBSTACK -> "https://substack.com/home";
      case GMAIL -> "https://mail.google.com/";
      case null -> "";
    };
  }

  private static String search(Platform platform) {
    return switch (platform) {
      case X -> "https://x.com/search?f=user";
      case LINKEDIN -> "https://www.linkedin.com/search/results/people/";
      case SUBSTACK -> "https://substack.com/search";
      case GMAIL -> "https://mail.google.com/";
    };
  }
}
