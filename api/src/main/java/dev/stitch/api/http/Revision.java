package dev.stitch.api.http;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;

/** A resource's revision as its entity tag, so that nobody overwrites what they have not seen. */
public final class Revision {

  private Revision() {}

  /** The value of the {@code ETag} header. */
  public static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Checks that a client changes the copy it has seen.
   *
   * @param ifMatch the {@code If-Match} header: tags, or {@code *} for any
   * @throws ApiProblem 428 when the header is missing, 412 when it names another revision
   */
  public static void require(@Nullable String ifMatch, long current) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw ApiProblem.preconditionRequired(
          "Send If-Match with the ETag of the copy that you change; the newest is "
              + tag(current)
              + ".");
    }
    requireIfGiven(ifMatch, current);
  }

  /** As {@link #require}, where the client need not say which copy it means. */
  public static void requireIfGiven(@Nullable String ifMatch, long current) {
    if (ifMatch != null && !ifMatch.isBlank() && !matches(ifMatch, current)) {
      throw ApiProblem.stale(
          "It was changed since: the newest ETag is " + tag(current) + ", not " + ifMatch + ".");
    }
  }

  private static boolean matches(String ifMatch, long current) {
    return Arrays.stream(ifMatch.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(current)));
  }
}
