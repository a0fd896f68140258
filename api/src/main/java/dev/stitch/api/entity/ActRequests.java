package dev.stitch.api.entity;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.Act;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.UUID;

/** The bodies of acts; every field but {@code uxNodeId} and {@code version} has a default. */
final class ActRequests {

  private ActRequests() {}

  record Move(@JsonAlias("ux_node_id") @Nullable String uxNodeId) {}

  record Pause(@Nullable TimerMode timers) {
    static final Pause DEFAULT = new Pause(null);
  }

  record Resume(@Nullable ResumeMode mode) {
    static final Resume DEFAULT = new Resume(null);
  }

  /**
   * @param runId the failed run, or null for all failed ones of the stage
   */
  record Retry(
      @Nullable UUID runId, @Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version) {
    static final Retry DEFAULT = new Retry(null, null, null);
  }

  record Skip(@Nullable UUID runId, @Nullable String nodeId) {
    static final Skip DEFAULT = new Skip(null, null);
  }

  record Cancel(@Nullable String reason) {
    static final Cancel DEFAULT = new Cancel(null);
  }

  /**
   * @param version a version's number, or {@code latest}
   * @param nodeMap old UX node id to new, where they differ
   */
  record Migrate(@Nullable JsonNode version, @Nullable Map<String, String> nodeMap) {}

  /**
   * @param id the same id is the same event; a new one when absent
   */
  record Event(@Nullable String id, @Nullable String name, @Nullable JsonNode data) {}
}
