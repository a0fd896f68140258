package dev.stitch.port;

import dev.stitch.machine.Refusal;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;

/**
 * What an update's validator throws to refuse. Not a Temporal failure itself: of any such the SDK
 * logs, with a stack trace, that the workflow failed. The client gets {@link #answer()}.
 */
public final class RefusedUpdate extends RuntimeException {

  /** Type of the failure that answers a refused act; its first detail is a {@code Refusal}. */
  public static final String TYPE = "Refused";

  private static final long serialVersionUID = 1L;

  private final ApplicationFailure answer;

  public RefusedUpdate(Refusal refusal) {
    this(failure(refusal));
  }

  private RefusedUpdate(ApplicationFailure answer) {
    super(answer.getOriginalMessage(), answer);
    this.answer = answer;
  }

  /** What the handler of an update throws whose act turns out to be refused. */
  public static ApplicationFailure failure(Refusal refusal) {
    return ApplicationFailure.newBuilder()
        .setMessage(refusal.message())
        .setType(TYPE)
        .setDetails(refusal)
        .setNonRetryable(true)
        // Expected: it counts among no failures.
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  /** The failure that the client is answered. */
  public ApplicationFailure answer() {
    return answer;
  }
}
