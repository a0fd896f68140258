package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code run_agent_details}, {@code agent_turns} and {@code agent_tool_calls}. */
@Singleton
public class AgentRunRepository {

  private final Database database;

  AgentRunRepository(Database database) {
    this.database = database;
  }

  /**
   * What a run of an agent has besides every run.
   *
   * @param workflowName what it is called
   * @param scriptFrom how many answers its session had when its script began
   */
  public record Details(
      String workflowName,
      @Nullable String agentType,
      String taskInput,
      boolean persistent,
      JsonNode metadata,
      int scriptFrom) {}

  /**
   * The same as readers see it.
   *
   * @param cleanupStatus what became of its workspace; null where it has none
   * @param cacheWrite1hTokens those of its written tokens that are kept for an hour
   */
  public record View(
      Details details,
      @Nullable String sessionName,
      @Nullable String cleanupStatus,
      long cacheWrite1hTokens) {}

  /** What an agent's activities read of its run. */
  public record Run(
      UUID sessionId,
      @Nullable UUID entityId,
      @Nullable String startedBy,
      JsonNode config,
      BigDecimal costUsd,
      Details details) {}

  /** The last run of a session. */
  public record LastRun(
      UUID id,
      String status,
      String workflowId,
      JsonNode config,
      @Nullable UUID entityId,
      Details details) {

    public boolean isLive() {
      return List.of("pending", "running", "paused").contains(status);
    }
  }

  /** Gives an accepted run its session and details. */
  public void insert(UUID runId, UUID sessionId, Details details) {
    database.update("UPDATE workflow_runs SET session_id = ? WHERE id = ?", sessionId, runId);
    database.update(
        Sql.of(
                """
                INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input, persistent, metadata, script_from)
                VALUES (:run, :workflowName, :agentType, :task, :persistent, :metadata, :scriptFrom)
                """)
            .with("run", runId)
            .with("workflowName", details.workflowName())
            .with("agentType", details.agentType())
            .with("task", details.taskInput())
            .with("persistent", details.persistent())
            .with("metadata", details.metadata())
            .with("scriptFrom", details.scriptFrom()));
  }

  private static Details details(Row row) throws SQLException {
    return new Details(
        row.text("workflow_name"),
        row.textOrNull("agent_type"),
        row.text("task_input"),
        row.flag("persistent"),
        row.json("metadata"),
        row.number("script_from"));
  }

  public Optional<Run> find(UUID runId) {
    return database.first(
        """
        SELECT r.session_id, r.entity_id, r.started_by, r.config, r.cost_usd, d.*
        FROM workflow_runs r JOIN run_agent_details d ON d.run_id = r.id WHERE r.id = ? AND r.session_id IS NOT NULL
        """,
        row ->
            new Run(
                row.uuid("session_id"),
                row.uuidOrNull("entity_id"),
                row.textOrNull("started_by"),
                row.json("config"),
                row.amount("cost_usd"),
                details(row)),
        runId);
  }

  public Optional<View> view(UUID runId) {
    return database.first(
        """
        SELECT d.*, s.name AS session_name, w.cleanup_status AS workspace_status, r.cache_write_1h_tokens
        FROM run_agent_details d JOIN workflow_runs r ON r.id = d.run_id LEFT JOIN sessions s ON s.id = r.session_id
            LEFT JOIN workspaces w ON w.id = r.workspace_id
        WHERE d.run_id = ?
        """,
        row ->
            new View(
                details(row),
                row.textOrNull("session_name"),
                row.textOrNull("workspace_status"),
                row.longNumber("cache_write_1h_tokens")),
        runId);
  }

  /** The newest run of a session, or of the session that it was forked from. */
  public Optional<LastRun> lastOf(UUID sessionId) {
    return database.first(
        """
        WITH RECURSIVE line AS (
            SELECT id, forked_from, 0 AS depth FROM sessions WHERE id = ?
            UNION ALL SELECT s.id, s.forked_from, depth + 1 FROM sessions s JOIN line ON s.id = line.forked_from WHERE depth < 50)
        SELECT r.id, CASE WHEN line.depth = 0 THEN r.status ELSE 'completed' END AS status, r.temporal_workflow_id,
               r.config, r.entity_id, d.*
        FROM line JOIN workflow_runs r ON r.session_id = line.id JOIN run_agent_details d ON d.run_id = r.id
        ORDER BY line.depth, r.created_at DESC, r.id DESC LIMIT 1
        """,
        row ->
            new LastRun(
                row.uuid("id"),
                row.text("status"),
                row.text("temporal_workflow_id"),
                row.json("config"),
                row.uuidOrNull("entity_id"),
                details(row)),
        sessionId);
  }

  /** What a run has done, and what it has cost. */
  public record Work(int turns, int calls, BigDecimal costUsd) {}

  public Work work(UUID runId) {
    return database
        .first(
            """
            SELECT (SELECT count(*) FROM agent_turns WHERE run_id = r.id) AS turns,
                   (SELECT count(*) FROM agent_tool_calls WHERE run_id = r.id) AS calls, r.cost_usd
            FROM workflow_runs r WHERE r.id = ?
            """,
            row -> new Work(row.number("turns"), row.number("calls"), row.amount("cost_usd")),
            runId)
        .orElseGet(() -> new Work(0, 0, BigDecimal.ZERO));
  }

  /** What a turn came to, once it is over. */
  public Optional<JsonNode> turn(UUID runId, int turn) {
    return database.first(
        "SELECT result FROM agent_turns WHERE run_id = ? AND turn = ?",
        row -> row.json("result"),
        runId,
        turn);
  }

  /** How many tokens a run's model has written in turns that are over. */
  public long written(UUID runId) {
    return database.number(
        "SELECT coalesce(sum((result ->> 'outputTokens')::bigint), 0) FROM agent_turns WHERE run_id"
            + " = ?",
        runId);
  }

  public void keepTurn(UUID runId, int turn, JsonNode result) {
    database.update(
        Sql.of("INSERT INTO agent_turns (run_id, turn, result) VALUES (:run, :turn, :result)")
            .with("run", runId)
            .with("turn", turn)
            .with("result", result));
  }

  /**
   * A tool call as the model asked for it.
   *
   * @param toolUseId the provider's name of the call
   * @param taskId the human task that asks about it, if any does
   */
  public record ToolCallRow(
      int position, String nodeId, String toolUseId, String tool, JsonNode input, UUID taskId) {}

  /**
   * The same with what came of it.
   *
   * @param failed null while nothing has
   * @param answered how a person has settled it, null where no person has
   */
  public record SettledCall(
      ToolCallRow call,
      @Nullable Boolean failed,
      @Nullable JsonNode result,
      @Nullable Answered answered) {}

  /** How a human task about a call was closed. */
  public record Answered(
      String state, @Nullable String choice, @Nullable JsonNode answer, @Nullable String by) {}

  public void keepCalls(UUID runId, int turn, List<ToolCallRow> calls) {
    for (ToolCallRow call : calls) {
      database.update(
          Sql.of(
                  """
                  INSERT INTO agent_tool_calls (run_id, turn, position, node_id, tool_use_id, tool, input, task_id)
                  VALUES (:run, :turn, :position, :node, :toolUse, :tool, :input, :task)
                  """)
              .with("run", runId)
              .with("turn", turn)
              .with("position", call.position())
              .with("node", call.nodeId())
              .with("toolUse", call.toolUseId())
              .with("tool", call.tool())
              .with("input", call.input())
              .with("task", call.taskId()));
    }
  }

  private static final String CALLS =
      """
      SELECT c.*, t.state, t.choice, t.answer, t.decided_by
      FROM agent_tool_calls c LEFT JOIN human_tasks t ON t.id = c.task_id
      """;

  private static SettledCall settled(Row row) throws SQLException {
    String state = row.textOrNull("state");
    JsonNode result = row.json("result");
    return new SettledCall(
        new ToolCallRow(
            row.number("position"),
            row.text("node_id"),
            row.text("tool_use_id"),
            row.text("tool"),
            row.json("input"),
            row.uuid("task_id")),
        result == null ? null : row.flag("failed"),
        result,
        state == null
            ? null
            : new Answered(
                state, row.textOrNull("choice"), row.json("answer"), row.textOrNull("decided_by")));
  }

  /** The calls of a turn, in order. */
  public List<SettledCall> calls(UUID runId, int turn) {
    return database.list(
        CALLS + " WHERE c.run_id = ? AND c.turn = ? ORDER BY c.position",
        AgentRunRepository::settled,
        runId,
        turn);
  }

  public Optional<SettledCall> call(UUID runId, String nodeId) {
    return database.first(
        CALLS + " WHERE c.run_id = ? AND c.node_id = ?",
        AgentRunRepository::settled,
        runId,
        nodeId);
  }

  /**
   * What a run has given to a tool, of the calls whose result has a flag that is true the last,
   * else the last of all.
   *
   * @param flag a field of results
   */
  public Optional<JsonNode> bestInput(UUID runId, String tool, String flag) {
    return database.first(
        """
        SELECT input FROM agent_tool_calls WHERE run_id = ? AND tool = ?
        ORDER BY coalesce((result ->> ?)::boolean, false) DESC, turn DESC, position DESC LIMIT 1
        """,
        row -> row.json("input"),
        runId,
        tool,
        flag);
  }

  /**
   * Notes that a call is carried out from now on.
   *
   * @return whether it was not noted before
   */
  public boolean beginCall(UUID runId, String nodeId) {
    return database.update(
            Sql.of(
                    """
                    UPDATE agent_tool_calls SET begun_at = now()
                    WHERE run_id = :run AND node_id = :node AND begun_at IS NULL
                    """)
                .with("run", runId)
                .with("node", nodeId))
        == 1;
  }

  /**
   * How far the run is with a turn or a call, by the step that it is recorded as; empty when the
   * run has not asked for it.
   */
  public Optional<String> standing(UUID runId, String nodeId) {
    return database.first(
        Sql.of(
                """
                SELECT status FROM workflow_steps
                WHERE workflow_run_id = :run AND node_id = :node AND step_type IN ('thinking', 'tool_call')
                ORDER BY step_index LIMIT 1
                """)
            .with("run", runId)
            .with("node", nodeId),
        row -> row.text("status"));
  }

  /**
   * How a run is.
   *
   * @param working whether it has asked for a turn or a call that has not ended
   */
  public record Standing(RunStatus status, boolean working) {}

  /** How a run is; empty when it was deleted. */
  public Optional<Standing> standing(UUID runId) {
    return database.first(
        """
        SELECT r.status, EXISTS (
            SELECT 1 FROM workflow_steps s WHERE s.workflow_run_id = r.id AND s.status = 'running'
            AND s.step_type IN ('thinking', 'tool_call')) AS working
        FROM workflow_runs r WHERE r.id = ?
        """,
        row -> new Standing(row.choice("status", RunStatus.class), row.flag("working")),
        runId);
  }

  /** What came of a call; the first word stands. */
  public void settle(UUID runId, String nodeId, boolean failed, JsonNode result) {
    database.update(
        Sql.of(
                """
                UPDATE agent_tool_calls SET failed = :failed, result = :result
                WHERE run_id = :run AND node_id = :node AND result IS NULL
                """)
            .with("failed", failed)
            .with("result", result)
            .with("run", runId)
            .with("node", nodeId));
  }

  /** Gives steps of tool calls the tool and its input. */
  public void describeSteps(UUID runId, List<Integer> indexes) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_steps s SET tool = c.tool, input = c.input
                FROM agent_tool_calls c
                WHERE s.workflow_run_id = :run AND s.step_index = ANY(:indexes::int[]) AND c.run_id = :run
                  AND c.node_id = s.node_id
                """)
            .with("run", runId)
            .with("indexes", literal(indexes)));
  }

  private static String literal(List<Integer> numbers) {
    return numbers.toString().replace('[', '{').replace(']', '}');
  }
}
