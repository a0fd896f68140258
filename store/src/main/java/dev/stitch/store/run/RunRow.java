package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One run of anything.
 *
 * @param origin its trigger has {@code uxNodeId} when it runs at one
 * @param visit the entity's visit to that node, or null in a direct run
 * @param config what it was started with, e.g. {@code input}
 * @param temporalWorkflowId the workflow it runs in; its journey's when it is inline
 */
public record RunRow(
    UUID id,
    WorkflowType workflowType,
    RunStatus status,
    NewRun.Origin origin,
    @Nullable UUID flowId,
    @Nullable Integer flowVersion,
    @Nullable String planHash,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    @Nullable Integer visit,
    RunIsolation isolation,
    JsonNode nodeStates,
    Items items,
    JsonNode config,
    Outcome outcome,
    @Nullable UUID parentRunId,
    @Nullable UUID retryOf,
    Owners owners,
    Usage usage,
    @Nullable String temporalWorkflowId,
    @Nullable String temporalRunId,
    Times times) {

  /** What a config says of the run itself: whoever does the same again has another. */
  private static final List<String> OF_THE_RUN = List.of("workflowInput", "caller", "reported");

  static final String COLUMNS =
      """
      id, workflow_type, status, name, started_by, trigger, trigger_kind, flow_id, flow_version,
      plan_hash, entity_id, ux_node_id, visit, isolation, node_states, total_items, processed_items,
      success_items, skipped_items, error_items, config, result, errors, waiting_on, parent_run_id, retry_of,
      template_id, platform_account_id, session_id, workspace_id, model, input_tokens,
      output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, temporal_workflow_id, temporal_run_id,
      started_at, completed_at, created_at, updated_at
      """;

  /**
   * What a run came to, or waits on.
   *
   * @param result null while it runs, and where it has none
   * @param waitingOn a JSON array; null for the families whose steps tell
   */
  public record Outcome(@Nullable JsonNode result, JsonNode errors, @Nullable JsonNode waitingOn) {}

  /**
   * When a run was what.
   *
   * @param startedAt null before its first step
   * @param completedAt null until it ends
   */
  public record Times(
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      Instant createdAt,
      Instant updatedAt) {}

  /** Counters of runs that work through many items. */
  public record Items(int total, int processed, int success, int skipped, int error) {}

  /** What a run belongs to besides its flow, entity and template. */
  public record Owners(
      @Nullable UUID platformAccountId, @Nullable UUID sessionId, @Nullable UUID workspaceId) {}

  /**
   * What a run's models have used.
   *
   * @param model null when it called none
   */
  public record Usage(
      @Nullable String model,
      long inputTokens,
      long outputTokens,
      long cacheReadTokens,
      long cacheWriteTokens,
      BigDecimal costUsd) {}

  /** What a run was asked for, without what its config says of the run itself. */
  public static ObjectNode asked(JsonNode config) {
    ObjectNode asked = config instanceof ObjectNode object ? object.deepCopy() : Jsonb.object();
    return asked.remove(OF_THE_RUN);
  }

  static RunRow of(Row row) throws SQLException {
    return new RunRow(
        row.uuid("id"),
        row.choice("workflow_type", WorkflowType.class),
        row.choice("status", RunStatus.class),
        new NewRun.Origin(
            row.text("name"),
            row.textOrNull("started_by"),
            row.json("trigger"),
            row.choice("trigger_kind", TriggerKind.class),
            row.uuidOrNull("template_id")),
        row.uuidOrNull("flow_id"),
        row.numberOrNull("flow_version"),
        row.textOrNull("plan_hash"),
        row.uuidOrNull("entity_id"),
        row.textOrNull("ux_node_id"),
        row.numberOrNull("visit"),
        row.choice("isolation", RunIsolation.class),
        row.json("node_states"),
        new Items(
            row.number("total_items"),
            row.number("processed_items"),
            row.number("success_items"),
            row.number("skipped_items"),
            row.number("error_items")),
        row.json("config"),
        new Outcome(row.json("result"), row.json("errors"), row.json("waiting_on")),
        row.uuidOrNull("parent_run_id"),
        row.uuidOrNull("retry_of"),
        new Owners(
            row.uuidOrNull("platform_account_id"),
            row.uuidOrNull("session_id"),
            row.uuidOrNull("workspace_id")),
        new Usage(
            row.textOrNull("model"),
            row.longNumber("input_tokens"),
            row.longNumber("output_tokens"),
            row.longNumber("cache_read_tokens"),
            row.longNumber("cache_write_tokens"),
            row.amount("cost_usd")),
        row.textOrNull("temporal_workflow_id"),
        row.textOrNull("temporal_run_id"),
        new Times(
            row.instant("started_at"),
            row.instant("completed_at"),
            row.instant("created_at"),
            row.instant("updated_at")));
  }
}
