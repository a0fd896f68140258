package dev.stitch.machine;

import java.util.Optional;

/**
 * A pure machine: it decides everything, and knows neither clock nor I/O. The same state and input
 * always give the same transition. Drivers give it inputs and carry its commands out.
 *
 * @param <S> its state
 * @param <I> its inputs
 * @param <C> its commands
 * @param <W> local work, which is done before a flush
 */
public interface Machine<S, I, C, W> {

  /** Applies one input; an input that no longer applies changes nothing. */
  Transition<S, C> apply(S state, I input);

  /**
   * Whether a result of this work would still change anything. The worker drops work that the
   * machine does not want any more.
   */
  boolean wants(S state, W work);

  /** The local work that a command asks for; empty for any other command. */
  Optional<W> localWork(C command);
}
