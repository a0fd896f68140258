package dev.stitch.activities.readmodel;

import dev.stitch.machine.Machine;
import dev.stitch.machine.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Does local work and runs the machine over what it comes to, until no local work is left or the
 * flush has lasted long enough.
 *
 * @param <S> the machine's state
 * @param <I> its inputs
 * @param <C> its commands
 * @param <W> its local work
 */
final class LocalWork<S, I, C, W> {

  private final Machine<S, I, C, W> machine;
  private final BiFunction<W, S, I> runner;
  private final Consumer<C> commands;
  private final ToIntFunction<I> size;

  /**
   * @param runner does one piece of work in a state, and answers the input that it comes to
   * @param commands takes what the machine commands
   * @param size about how many characters of JSON an input is
   */
  LocalWork(
      Machine<S, I, C, W> machine,
      BiFunction<W, S, I> runner,
      Consumer<C> commands,
      ToIntFunction<I> size) {
    this.machine = machine;
    this.runner = runner;
    this.commands = commands;
    this.size = size;
  }

  /**
   * What the work came to.
   *
   * @param size about how many characters of JSON the inputs are
   */
  record Done<S, I>(S state, List<I> inputs, int size) {}

  Done<S, I> perform(Collection<W> work, S begin, FlushClock clock) {
    Deque<W> left = new ArrayDeque<>(work);
    List<I> inputs = new ArrayList<>();
    int characters = 0;
    S state = begin;
    while (!left.isEmpty() && !clock.isUp() && !FlushSize.isFull(characters)) {
      W next = left.poll();
      if (!machine.wants(state, next)) {
        continue; // the workflow leaves it out too
      }
      I input = runner.apply(next, state);
      inputs.add(input);
      characters += size.applyAsInt(input);
      Transition<S, C> transition = machine.apply(state, input);
      state = transition.state();
      for (C command : transition.commands()) {
        commands.accept(command);
        machine.localWork(command).ifPresent(left::add);
      }
    }
    return new Done<>(state, inputs, characters);
  }
}
