package dev.stitch.machine;

import java.util.List;

/**
 * What an event made of a state.
 *
 * @param <S> the state
 * @param <C> the commands to carry out, in order
 */
public record Transition<S, C>(S state, List<C> commands) {
  public Transition {
    commands = List.copyOf(commands);
  }
}
