package dev.stitch.campaign;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the task of an engagement gives to the person who does it: a text to send, and the place to
 * do it. A human task carries all of it as one description, so this is where it is written and
 * read.
 *
 * @param text what to send or say, or null when there is nothing to say
 * @param profile where the person is found, or a post is written: an address of the web, or of mail
 * @param target the post that it is about: its address, {@link EngagementAsk#LATEST_POST}, or null
 *     for the person
 * @param reason why a person is asked where an API might have done it, or null
 */
public record EngagementTask(
    @Nullable String text, String profile, @Nullable String target, @Nullable String reason) {

  /** The setting of a node that says which engagement it is. */
  public static final String SETTING = "engagement";

  /** What is answered when the engagement took place. */
  public static final String DONE = "done";

  /** What is answered when it will not take place. */
  public static final String NOT_POSSIBLE = "not possible";

  public static final List<String> CHOICES = List.of(DONE, NOT_POSSIBLE);

  private static final String PROFILE = "Profile: ";
  private static final String BETWEEN = "\n\n" + PROFILE;
  private static final String POST = "\nPost: ";
  private static final String REASON = "\nWhy you: ";

  /** What a description says; a text without a profile is all text. */
  public static EngagementTask of(String description) {
    int end = description.lastIndexOf(BETWEEN);
    if (end >= 0) {
      return place(description.substring(0, end), description.substring(end + BETWEEN.length()));
    }
    return description.startsWith(PROFILE)
        ? place(null, description.substring(PROFILE.length()))
        : new EngagementTask(description, "", null, null);
  }

  private static EngagementTask place(@Nullable String text, String place) {
    int reason = place.indexOf(REASON);
    String before = reason < 0 ? place : place.substring(0, reason);
    int post = before.indexOf(POST);
    return new EngagementTask(
        text,
        post < 0 ? before : before.substring(0, post),
        post < 0 ? null : before.substring(post + POST.length()),
        reason < 0 ? null : place.substring(reason + REASON.length()));
  }

  /** As the human task says it; templates in the parts stay templates. */
  public String description() {
    return (text == null ? PROFILE + profile : text + BETWEEN + profile)
        + (target == null ? "" : POST + target)
        + (reason == null ? "" : REASON + reason);
  }

  /** Where a browser does it: the post where it has an address, else the profile. */
  public Optional<String> link() {
    return Optional.ofNullable(target)
        .filter(EngagementTask::isAddress)
        .or(() -> Optional.of(profile).filter(EngagementTask::isAddress));
  }

  private static boolean isAddress(String text) {
    try {
      URI link = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
      return web && link.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
