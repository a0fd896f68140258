package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import java.util.Objects;

/** An act on the outside world, as the ledger carries it out. */
@FunctionalInterface
public interface OutwardAct {

  /**
   * Tries once. Whatever is thrown before {@link Claim#take} leaves the act undone; whatever is
   * thrown after it counts as {@link Unclear}.
   */
  Answer attempt(Claim claim) throws StepException, InterruptedException;

  /** The right to act, which one attempt at a time can have. */
  @FunctionalInterface
  interface Claim {

    /**
     * To be called immediately before the first byte that can have an effect; further calls do
     * nothing. It throws when the act belongs to another attempt; that exception must be let
     * through.
     *
     * @param note what is to be written to the database with the claim: both or neither; it throws
     *     {@link ClaimRefused} when the act must not happen any more
     */
    void take(Runnable note);

    /** As {@link #take(Runnable)}, with nothing to write. */
    default void take() {
      take(() -> {});
    }
  }

  /** What the outside world said. */
  sealed interface Answer permits Done, NotDone, Unclear {}

  /**
   * It happened.
   *
   * @param providerId what the other side calls it, or null
   * @param result what later attempts get as their answer
   */
  record Done(String providerId, JsonNode result) implements Answer {
    public Done {
      Objects.requireNonNull(result, "result");
    }
  }

  /** It certainly did not happen. */
  record NotDone(StepException why) implements Answer {
    public NotDone {
      Objects.requireNonNull(why, "why");
    }
  }

  /** It may have happened. */
  record Unclear(StepException why) implements Answer {
    public Unclear {
      Objects.requireNonNull(why, "why");
    }
  }
}
