package dev.stitch.campaign;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the task of an engagement gives to the person who does it: a text to send, and the place to
 * do it. A human task carries both as one description, so this is where it is written and read.
 *
 * @param text what to send or say, or null when there is nothing to say
 * @param profile where the person is found: an address of the web, or of mail
 */
public record EngagementTask(@Nullable String text, String profile) {

  /** The setting of a node that says which engagement it is. */
  public static final String SETTING = "engagement";

  /** What is answered when the engagement took place. */
  public static final String DONE = "done";

  /** What is answered when it will not take place. */
  public static final String NOT_POSSIBLE = "not possible";

  static final List<String> CHOICES = List.of(DONE, NOT_POSSIBLE);

  private static final String PROFILE = "Profile: ";
  private static final String BETWEEN = "\n\n" + PROFILE;

  /** What a description says; a text without a profile is all text. */
  public static EngagementTask of(String description) {
    int end = description.lastIndexOf(BETWEEN);
    if (end >= 0) {
      return new EngagementTask(
          description.substring(0, end), description.substring(end + BETWEEN.length()));
    }
    return description.startsWith(PROFILE)
        ? new EngagementTask(null, description.substring(PROFILE.length()))
        : new EngagementTask(description, "");
  }

  /** As the human task says it; templates in the parts stay templates. */
  String description() {
    return text == null ? PROFILE + profile : text + BETWEEN + profile;
  }

  /** The profile, when it is an address that a browser opens. */
  public Optional<String> link() {
    try {
      URI link = new URI(profile);
      boolean web =
          "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
      return web && link.getHost() != null ? Optional.of(profile) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
