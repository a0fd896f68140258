package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run of a system flow knows.
 *
 * @param metadata the entity's metadata as this path sees it: its own changes included
 * @param changes this path's changes to it by dotted path, or null
 * @param nodes states of the nodes that are not pending
 * @param nextStepIndex index of the next recorded step
 * @param events events since the start that nothing has consumed, oldest first
 * @param result outputs of the last nodes by node id, once completed
 * @param rules see {@link Rules}
 * @param consumed ids of the events that ended waits, so that a retry is not given them again
 * @param outputSize characters of JSON of all outputs in {@code nodes}
 * @param seen ids of the acts on this run that are not done again, with what was answered
 * @param early answers to questions that the path has still to ask
 * @param passedBy ids of nodes that a person skipped before the path came to them
 */
public record PathState(
    UUID runId,
    String planHash,
    RunStatus status,
    int execution,
    @Nullable JsonNode input,
    @Nullable JsonNode trigger,
    @Nullable JsonNode metadata,
    @Nullable JsonNode changes,
    Map<String, NodeState> nodes,
    int nextStepIndex,
    Pauses pauses,
    List<ExternalEvent> events,
    @Nullable String failedNodeId,
    @Nullable StepFailure failure,
    @Nullable JsonNode result,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    int rules,
    List<String> consumed,
    int outputSize,
    Map<String, Seen> seen,
    List<EarlyAnswer> early,
    List<String> passedBy) {

  /** Unconsumed events kept under {@link Rules#FIRST}; the oldest go first. */
  public static final int MAX_EVENTS = 100;

  /** Longest JSON of all kept events together: far below what a workflow may carry over. */
  public static final int MAX_EVENT_CHARS = 256 * 1024;

  public PathState {
    // Sorted, so that nothing made from it depends on the hash order of one process.
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    events = List.copyOf(events);
    rules = rules == 0 ? Rules.FIRST : rules;
    consumed = consumed == null ? List.of() : List.copyOf(consumed);
    seen = seen == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    early = early == null ? List.of() : List.copyOf(early);
    passedBy = passedBy == null ? List.of() : List.copyOf(passedBy);
  }

  /** A run that has not begun. */
  public static PathState initial(
      int rules,
      UUID runId,
      String planHash,
      int execution,
      @Nullable JsonNode input,
      @Nullable JsonNode trigger,
      @Nullable JsonNode metadata) {
    return new PathState(
        runId,
        planHash,
        RunStatus.PENDING,
        execution,
        input,
        trigger,
        metadata,
        null,
        Map.of(),
        0,
        Pauses.NONE,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        rules,
        List.of(),
        0,
        Map.of(),
        List.of(),
        List.of());
  }

  /** The same run, decided by newer rules from here on. */
  public PathState under(int newer) {
    return newer <= rules
        ? this
        : with(
            newer,
            nodes.values().stream().mapToInt(node -> JsonBounds.length(node.output())).sum(),
            seen);
  }

  /** The same run, which has seen an act and refused it, or done it when the refusal is null. */
  PathState seeing(RunAct act, Instant at, @Nullable Refusal refusal) {
    SeenIds ids = new SeenIds(seen);
    ids.remember(act.id(), at, refusal);
    return with(rules, outputSize, ids.all());
  }

  private PathState with(int itsRules, int itsOutputSize, Map<String, Seen> itsSeen) {
    return new PathState(
        runId,
        planHash,
        status,
        execution,
        input,
        trigger,
        metadata,
        changes,
        nodes,
        nextStepIndex,
        pauses,
        events,
        failedNodeId,
        failure,
        result,
        startedAt,
        endedAt,
        itsRules,
        consumed,
        itsOutputSize,
        itsSeen,
        early,
        passedBy);
  }

  /** The status of a node; those not yet reached are pending. */
  public NodeStatus status(String nodeId) {
    NodeState node = nodes.get(nodeId);
    return node == null ? NodeStatus.PENDING : node.status();
  }
}
