package dev.stitch.port;

import io.temporal.failure.ApplicationFailure;
import java.util.Objects;

/**
 * What an update's validator throws to refuse. Not a Temporal failure itself: of any such the SDK
 * logs, with a stack trace, that the workflow failed. The client gets {@link #answer()}.
 */
public final class RefusedUpdate extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ApplicationFailure answer;

  public RefusedUpdate(ApplicationFailure answer) {
    super(answer.getOriginalMessage(), Objects.requireNonNull(answer));
    this.answer = answer;
  }

  /** The failure that the client is answered. */
  public ApplicationFailure answer() {
    return answer;
  }
}
