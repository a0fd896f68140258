package dev.stitch.api.entity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.Act;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.UUID;

/** The bodies of acts; every field but {@code uxNodeId} and {@code version} has a default. */
final class ActRequests {

  private ActRequests() {}

  @Schema(name = "MoveRequest")
  record Move(
      @Schema(requiredMode = REQUIRED, nullable = false) @JsonAlias("ux_node_id") @Nullable
          String uxNodeId) {}

  @Schema(name = "PauseRequest")
  record Pause(@Nullable TimerMode timers) {
    static final Pause DEFAULT = new Pause(null);
  }

  @Schema(name = "ResumeRequest")
  record Resume(@Nullable ResumeMode mode) {
    static final Resume DEFAULT = new Resume(null);
  }

  /**
   * @param runId the failed run, or null for all failed ones of the stage
   */
  @Schema(name = "RetryEntityRequest")
  record Retry(
      @Nullable UUID runId, @Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version) {
    static final Retry DEFAULT = new Retry(null, null, null);
  }

  @Schema(name = "SkipRequest")
  record Skip(@Nullable UUID runId, @Nullable String nodeId) {
    static final Skip DEFAULT = new Skip(null, null);
  }

  @Schema(name = "CancelRequest")
  record Cancel(@Nullable String reason) {
    static final Cancel DEFAULT = new Cancel(null);
  }

  /**
   * @param version a version's number, or {@code latest}
   * @param nodeMap old UX node id to new, where they differ
   */
  @Schema(name = "MigrateRequest")
  record Migrate(
      @Schema(
              oneOf = {Integer.class, String.class},
              requiredMode = REQUIRED)
          @Nullable
          JsonNode version,
      @Nullable Map<String, String> nodeMap) {}

  /**
   * @param id the same id is the same event; a new one when absent
   */
  @Schema(name = "EntityEventRequest")
  record Event(
      @Nullable String id,
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String name,
      @Nullable JsonNode data) {}
}
