package dev.stitch.activities.batch;

import dev.stitch.connectors.failure.PlatformException;
import java.util.Set;

/**
 * What slices of some kinds of runs do. Beans, found by {@link #names}; each serves many runs at
 * once and keeps nothing of them.
 */
public interface BatchWork {

  /** The works that it does, such as {@code x_contacts}. */
  Set<String> names();

  /**
   * Goes on from where the run stands, page by page or item by item, until nothing is left or
   * {@link SliceProgress#goesOn} says no. It may be called again at any position that it has
   * committed, also the last one: everything that it goes on by is in the position.
   *
   * <p>What is asked of others happens outside of {@link SliceProgress#commit}, and may happen
   * again after a crash.
   *
   * @throws PlatformException which makes the run wait or fail, as the failure says
   */
  SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException;
}
