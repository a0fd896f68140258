package dev.stitch.driver;

import dev.stitch.machine.Refusal;
import dev.stitch.machine.Seen;
import dev.stitch.port.RefusedUpdate;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The acts whose update handlers wait for an answer. An act is answered when it has been applied
 * and what came of it has been flushed.
 */
public final class AwaitedActs {

  private final Map<String, Optional<Refusal>> applied = new HashMap<>();
  private final Map<String, Optional<Refusal>> answers = new HashMap<>();

  /** An act was applied, or refused; it is answered when that is flushed. */
  public void applied(String actId, Optional<Refusal> refusal) {
    applied.put(actId, refusal);
  }

  /** What was applied is in the database. */
  public void flushed() {
    answers.putAll(applied);
    applied.clear();
  }

  /**
   * Waits until an act is flushed.
   *
   * @param known the acts that the flushed state remembers; those that came before the workflow
   *     continued as new are among them
   * @throws ApplicationFailure when the act was refused
   */
  public void await(String actId, Supplier<Map<String, Seen>> known) {
    Workflow.await(() -> answers.containsKey(actId) || known.get().containsKey(actId));
    // Not from the state alone: it forgets the oldest when very much happens at once.
    Optional<Refusal> answer = answers.get(actId);
    Optional<Refusal> refusal =
        answer == null
            ? Optional.ofNullable(Objects.requireNonNull(known.get().get(actId)).refusal())
            : answer;
    if (refusal.isPresent()) {
      throw RefusedUpdate.failure(refusal.get());
    }
  }
}
