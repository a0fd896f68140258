package dev.stitch.api.run;

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

  boolean fromStart() {
    return from == Act.RetryFrom.START;
  }

  boolean latest() {
    return version == Act.RetryVersion.LATEST;
  }
}
