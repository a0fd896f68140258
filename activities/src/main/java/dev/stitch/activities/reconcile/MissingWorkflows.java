package dev.stitch.activities.reconcile;

import dev.stitch.store.outside.HeldSettlements;
import dev.stitch.store.outside.LiveKind;
import dev.stitch.store.outside.LiveRows;
import dev.stitch.store.outside.LiveRows.Live;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds live rows without an open workflow: of a workflow that was deleted, Temporal tells nothing.
 *
 * <p>A pass counts both sides. When the database knows of more than Temporal, the pass walks over
 * all live rows, {@value #PAGE} a question to Temporal; else over one page, the next pass over the
 * page that follows, for what a count may hide while others begin and end. A page of which too many
 * are gone is left alone: see {@link SettlementBrake}.
 */
@Singleton
public class MissingWorkflows {

  private static final Logger LOG = LoggerFactory.getLogger(MissingWorkflows.class);

  /** Workflow ids in one query. */
  private static final int PAGE = 200;

  /** What a pass may take for its walk; the next one goes on where it came to. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final LiveRows rows;
  private final OutsideEnds ends;
  private final SettlementBrake brake;
  private final HeldSettlements held;

  /** The last row seen of each kind; none at the beginning of a walk. */
  private final Map<LiveKind, UUID> position = new EnumMap<>(LiveKind.class);

  MissingWorkflows(
      WorkflowClient client,
      LiveRows rows,
      OutsideEnds ends,
      SettlementBrake brake,
      HeldSettlements held) {
    this.client = client;
    this.rows = rows;
    this.ends = ends;
    this.brake = brake;
    this.held = held;
  }

  void settleAll() {
    for (LiveKind kind : LiveKind.values()) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      long live = rows.count(kind);
      long missing = live - open(kind);
      // Once around, wherever the last pass stopped.
      long pages = missing > 0 ? live / PAGE + 2 : 1;
      OptionalInt settled;
      do {
        settled = settleNext(kind);
        missing -= settled.orElse(0);
        pages--;
      } while (settled.isPresent() && missing > 0 && pages > 0 && System.nanoTime() < deadline);
      // A walk that was cut short may not have come to what is held.
      boolean complete = settled.isPresent() && (missing <= 0 || pages <= 0);
      if (complete && held.release(kind)) {
        LOG.info("Live workflows of type {} are settled again", kind.workflowType());
      }
    }
  }

  /** How many of the next rows had lost their workflow; empty when the brake has stopped it. */
  private OptionalInt settleNext(LiveKind kind) {
    List<Live> page = rows.next(kind, position.get(kind), PAGE);
    if (page.isEmpty()) {
      position.remove(kind);
      return OptionalInt.of(0);
    }
    Set<String> open = open(page);
    List<String> missing =
        page.stream().map(Live::workflowId).filter(id -> !open.contains(id)).toList();
    if (brake.stops(page.size(), missing.size())) {
      // Visibility lags behind: what begins or ends just now is not gone.
      int gone = (int) missing.stream().filter(ends::isGone).count();
      if (brake.stops(page.size(), gone)) {
        hold(kind, gone, page.size());
        return OptionalInt.empty();
      }
    }
    missing.forEach(id -> ends.settle(kind, id));
    if (page.size() < PAGE) {
      position.remove(kind);
    } else {
      position.put(kind, page.getLast().id());
    }
    return OptionalInt.of(missing.size());
  }

  private void hold(LiveKind kind, int gone, int looked) {
    held.hold(kind, client.getOptions().getNamespace(), looked, gone);
    LOG.error(
        "Temporal's namespace {} does not know {} of {} live workflows of type {}."
            + " Nothing is settled: is it the right Temporal, restored to the right moment?"
            + " If they are really gone, set {}=all on the workers to cancel what they were running.",
        client.getOptions().getNamespace(),
        gone,
        looked,
        kind.workflowType(),
        SettlementBrake.VARIABLE);
  }

  private long open(LiveKind kind) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .countWorkflowExecutions(
            CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setQuery(
                    "WorkflowType = '%s' AND ExecutionStatus = 'Running'"
                        .formatted(kind.workflowType()))
                .build())
        .getCount();
  }

  private Set<String> open(List<Live> page) {
    String ids =
        page.stream()
            .map(row -> "'" + row.workflowId().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    Set<String> open = new HashSet<>();
    try (Stream<WorkflowExecutionMetadata> running =
        client.listExecutions("ExecutionStatus = 'Running' AND WorkflowId IN (" + ids + ")")) {
      running.forEach(run -> open.add(run.getExecution().getWorkflowId()));
    }
    return open;
  }
}
