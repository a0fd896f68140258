package dev.stitch.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import java.util.List;

/**
 * The body of every error response (RFC 9457).
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param detail what went wrong here, for people
 * @param instance the path that was asked for, or a URN of the log entry when it is our fault
 * @param errors what to correct, in the order found; empty when no single field is to blame
 */
public record Problem(
    String type, String title, int status, String detail, String instance, List<Fault> errors) {

  /** Media type of the body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  static Problem of(HttpStatus status, String detail, String instance, List<Fault> errors) {
    return new Problem(
        "about:blank", status.getReason(), status.getCode(), detail, instance, errors);
  }

  /**
   * One thing to correct.
   *
   * @param pointer JSON pointer into the request's body, or {@code /} and a parameter's name
   * @param nodeId the node of a graph that it is about, absent otherwise
   * @param edgeId the edge of a graph that it is about, absent otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fault(
      String pointer, String message, @Nullable String nodeId, @Nullable String edgeId) {

    public Fault(String pointer, String message) {
      this(pointer, message, null, null);
    }
  }
}
