package dev.stitch.driver;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * Regular activities that a machine has asked for. They start after the next flush, which keeps
 * what their requests only name; those of a workflow that began under the first rules start at
 * once.
 *
 * @param <K> names a step within its workflow
 */
public final class RemoteStarts<K> {

  private final boolean bounded;
  private final Consumer<K> start;
  private final SequencedSet<K> awaitingFlush = new LinkedHashSet<>();

  /**
   * @param bounded false for a workflow that began under the first rules
   * @param start starts a step, which then is in flight
   */
  public RemoteStarts(boolean bounded, Consumer<K> start) {
    this.bounded = bounded;
    this.start = start;
  }

  /** Has a step start as soon as it may. */
  public void request(K step) {
    if (bounded) {
      awaitingFlush.add(step);
    } else {
      start.accept(step);
    }
  }

  /** The step is not started any more, unless it is in flight already. */
  public void withdraw(K step) {
    awaitingFlush.remove(step);
  }

  /** The steps that the next flush must keep something for, in the order of their requests. */
  public Collection<K> awaitingFlush() {
    return Collections.unmodifiableCollection(awaitingFlush);
  }

  /** Starts what has waited for the flush that is done now. */
  public void flushed() {
    awaitingFlush.forEach(start);
    awaitingFlush.clear();
  }
}
