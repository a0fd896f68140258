package dev.stitch.launch.request;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Where a direct run begins when it does not begin at the beginning.
 *
 * @param runId a direct run of the same flow that has ended: the outputs of the steps that do not
 *     come after the chosen one are taken from it, and its input, connections and contact unless
 *     others are given
 * @param nodeId the step to begin at, which that run has begun; it and all after it run
 * @param only a test of the draft: the step alone runs. That run need not have begun it, and can be
 *     left out
 */
public record StartAt(
    @Nullable UUID runId, @JsonAlias("node_id") @Nullable String nodeId, @Nullable Boolean only) {

  static final String RUN_ID = "/startAt/runId";
  static final String NODE_ID = "/startAt/nodeId";
  static final String ONLY = "/startAt/only";

  boolean isOnly() {
    return Boolean.TRUE.equals(only);
  }
}
