package dev.stitch.api.run;

import dev.stitch.launch.act.RunRetries;
import dev.stitch.machine.Act;
import io.micronaut.core.annotation.Nullable;

/**
 * How to retry a run.
 *
 * @param from the failed step by default
 * @param version the pinned one by default
 */
record RetryRequest(@Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version) {

  static final RetryRequest DEFAULT = new RetryRequest(null, null);

  RunRetries.Way way() {
    return new RunRetries.Way(from, version);
  }
}
