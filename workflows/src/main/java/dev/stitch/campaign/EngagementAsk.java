package dev.stitch.campaign;

import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import org.jspecify.annotations.Nullable;

/**
 * How a person is asked to do an engagement that no API does.
 *
 * @param platform null where it is on none that is known
 */
public record EngagementAsk(TemplateStepType type, @Nullable Platform platform) {

  /** What is about the newest post that there is when it is done. */
  public static final String LATEST_POST = "latest_post";

  /** The place to find somebody: what their record has, or where to look; a template. */
  public String profile() {
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
    return switch (type) {
      case MESSAGE -> "Send a message to";
      case CONNECT -> "Connect with";
      case FOLLOW -> "Follow";
      case LIKE -> "Like " + post(target) + " of";
      case COMMENT -> "Comment on " + post(target) + " of";
      case WAIT, CONDITION -> throw new IllegalArgumentException(type + " is no engagement");
    };
  }

  /** The line that asks for it. */
  public String title(String person, @Nullable String target) {
    String where = platform == null ? "" : " on " + platform.label();
    return act(target) + " " + person + where;
  }

  private static String post(@Nullable String target) {
    return target == null || target.equals(LATEST_POST) ? "the latest post" : target;
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
