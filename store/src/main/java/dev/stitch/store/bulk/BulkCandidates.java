package dev.stitch.store.bulk;

import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What somebody wants to act on, and what keeps some of it out. Each act adds its obstacles; the
 * first that holds is the reason.
 */
public final class BulkCandidates {

  private static final String ENDED = "t.status IN ('completed', 'exited', 'cancelled')";
  private static final String RUN_ENDED =
      "t.status IN ('completed', 'failed', 'cancelled', 'killed')";

  private final BulkTarget target;
  private final String wanted;
  private final Map<String, Object> parameters;
  private final List<Obstacle> obstacles;

  private record Obstacle(String reason, String condition) {}

  private BulkCandidates(
      BulkTarget target, String wanted, Map<String, Object> parameters, List<Obstacle> obstacles) {
    this.target = target;
    this.wanted = wanted;
    this.parameters = Map.copyOf(parameters);
    this.obstacles = List.copyOf(obstacles);
  }

  /** By id; what is named twice is there once. */
  public static BulkCandidates of(BulkTarget target, Collection<UUID> ids) {
    return new BulkCandidates(
        target,
        "SELECT DISTINCT id FROM unnest(:ids) AS ids (id)",
        Map.of("ids", SqlArray.uuids(ids)),
        List.of());
  }

  /** What the list of the target shows under a filter. */
  public static BulkCandidates of(BulkTarget target, Filter filter) {
    String all =
        switch (target) {
          case JOURNEYS -> "SELECT e.id FROM entities e JOIN contacts c ON c.id = e.contact_id";
          case TASKS -> "SELECT id FROM human_tasks";
          case CONTACTS -> "SELECT c.id FROM contacts c";
          case RUNS -> "SELECT id FROM workflow_runs";
        };
    return new BulkCandidates(target, all + filter.where(), filter.parameters(), List.of());
  }

  /**
   * Journeys of a flow that stand at one of these stages and have not ended.
   *
   * @param beginning the graphs of which those, too, that have yet to begin at their first stage
   */
  public static BulkCandidates standingAt(
      UUID flowId, Collection<String> stages, Collection<String> beginning) {
    return new BulkCandidates(
        BulkTarget.JOURNEYS,
        """
        SELECT id FROM entities WHERE flow_id = :flowId AND ended_at IS NULL
            AND (coalesce(current_node_id, start_node_id) = ANY (:stages)
                OR current_node_id IS NULL AND start_node_id IS NULL
                    AND plan_hash = ANY (:beginning))\
        """,
        Map.of(
            "flowId", flowId,
            "stages", SqlArray.texts(stages),
            "beginning", SqlArray.texts(beginning)),
        List.of());
  }

  public BulkCandidates toPause() {
    return live().except("already_paused", "t.status = 'paused'");
  }

  public BulkCandidates toResume() {
    return live().except("not_paused", "t.status <> 'paused'");
  }

  public BulkCandidates toAdvance() {
    return live();
  }

  public BulkCandidates toCancel() {
    return live();
  }

  /** A journey is past a failed step when its run has ended, so that a failed run counts. */
  public BulkCandidates toSkipStep() {
    return switch (target) {
      case RUNS -> except("ended", "t.status IN ('completed', 'cancelled', 'killed')");
      case JOURNEYS, TASKS, CONTACTS -> live();
    };
  }

  public BulkCandidates toRetry() {
    return switch (target) {
      case RUNS ->
          except("nothing_failed", "t.status NOT IN ('failed', 'cancelled', 'killed')")
              .except(
                  "already_retried",
                  "EXISTS (SELECT 1 FROM workflow_runs r WHERE r.retry_of = t.id)");
      case JOURNEYS, TASKS, CONTACTS ->
          live().except("nothing_failed", "t.status IN ('active', 'waiting')");
    };
  }

  /**
   * To a UX node.
   *
   * @param planHashes the graphs that have it
   */
  public BulkCandidates toMove(String uxNodeId, Collection<String> planHashes) {
    return live()
        .with("planHashes", SqlArray.texts(planHashes))
        .with("uxNodeId", uxNodeId)
        .except("no_such_stage", "NOT t.plan_hash = ANY (:planHashes)")
        .except("already_there", "t.current_node_id = :uxNodeId");
  }

  /** To a version of its flow; {@code version} is the one to go to. */
  public record Way(UUID flowId, int version, String fromNode) {}

  /**
   * To other versions of their flows.
   *
   * @param ways from which nodes of which flows there is a way
   */
  public BulkCandidates toMigrate(Collection<Way> ways) {
    return live()
        .with("flowIds", SqlArray.uuids(ways.stream().map(Way::flowId).toList()))
        .with("versions", SqlArray.integers(ways.stream().map(Way::version).toList()))
        .with("nodes", SqlArray.texts(ways.stream().map(Way::fromNode).toList()))
        .except("no_such_version", "NOT t.flow_id = ANY (:flowIds)")
        .except(
            "already_there",
            "(t.flow_id, t.flow_version) IN (SELECT f, v FROM unnest(:flowIds, :versions) AS w (f, v))")
        .except(
            "no_such_stage",
            "(t.flow_id, t.current_node_id) NOT IN (SELECT f, n FROM unnest(:flowIds, :nodes) AS w (f, n))");
  }

  /**
   * To start a flow that was mapped to their stage after they came to it. The journey itself is the
   * judge of whether it has begun there: what it has not written yet is not seen here.
   */
  public BulkCandidates toStartFlow(UUID systemFlowId) {
    return live()
        .with("systemFlowId", systemFlowId)
        .except(
            "not_mapped",
            """
            NOT EXISTS (SELECT 1 FROM ux_system_mapping m WHERE m.bmc_flow_id = t.flow_id
                AND m.ux_node_id = t.current_node_id AND m.system_flow_id = :systemFlowId)\
            """)
        .except(
            "already_begun",
            """
            EXISTS (SELECT 1 FROM workflow_runs r WHERE r.entity_id = t.id
                AND r.flow_id = :systemFlowId AND r.trigger_kind = 'journey'
                AND r.ux_node_id = t.current_node_id AND r.created_at >= t.entered_node_at)\
            """);
  }

  /**
   * To answer with one choice.
   *
   * @param choice empty for none
   */
  public BulkCandidates toAnswer(String choice) {
    return with("choice", choice)
        .except("not_open", "t.state <> 'open'")
        .except(
            "no_such_choice",
            "CASE WHEN t.choices = '[]' THEN :choice <> '' ELSE NOT t.choices ?? :choice END");
  }

  public BulkCandidates toArchive() {
    return except("already_archived", "t.status = 'archived'");
  }

  public BulkCandidates toTag(Collection<String> add, Collection<String> remove) {
    return with("add", SqlArray.texts(add))
        .with("remove", SqlArray.texts(remove))
        .except("already_tagged", "t.tags @> :add AND NOT t.tags && :remove");
  }

  private BulkCandidates live() {
    return switch (target) {
      case JOURNEYS -> except("ended", ENDED);
      case RUNS -> except("ended", RUN_ENDED);
      case TASKS, CONTACTS -> this;
    };
  }

  private BulkCandidates except(String reason, String condition) {
    List<Obstacle> more = new ArrayList<>(obstacles);
    more.add(new Obstacle(reason, condition));
    return new BulkCandidates(target, wanted, parameters, more);
  }

  private BulkCandidates with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(parameters);
    more.put(name, value);
    return new BulkCandidates(target, wanted, more, obstacles);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** A common table expression {@code wanted (id)}, each once. */
  String read() {
    return "wanted AS (" + wanted + ")";
  }

  /** As {@link #read}, and {@code judged (id, reason)}: what keeps each out, null for nothing. */
  String judged() {
    String table =
        switch (target) {
          case JOURNEYS -> "entities";
          case TASKS -> "human_tasks";
          case CONTACTS -> "contacts";
          case RUNS -> "workflow_runs";
        };
    String reasons =
        obstacles.stream()
            .map(each -> " WHEN " + each.condition() + " THEN '" + each.reason() + "'")
            .collect(Collectors.joining());
    return """
        %s,
        judged AS (
            SELECT w.id, CASE WHEN t.id IS NULL THEN 'not_found'%s END AS reason
            FROM wanted w LEFT JOIN %s t ON t.id = w.id)
        """
        .formatted(read(), reasons, table);
  }
}
