package dev.stitch.activities.reconcile;

import com.google.protobuf.ByteString;
import dev.stitch.model.TaskQueues;
import dev.stitch.store.stuck.StuckWorkflow;
import dev.stitch.store.stuck.StuckWorkflowRepository;
import dev.stitch.telemetry.LogFields;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds workflows whose task keeps failing: after a defect in our code they neither go on nor end,
 * and nothing else would tell.
 *
 * <p>A server that keeps the search attribute {@code TemporalReportedProblems} (1.30 and newer
 * where it is switched on, and Temporal Cloud) is asked for them. Besides, each pass looks at some
 * of the running workflows, the ones that began last first, and the next pass at those that follow:
 * {@value #PAGE} a pass, whatever the number of journeys.
 */
@Singleton
public class StuckWorkflows {

  /** Workflows of each kind looked at in a pass, each with one question to Temporal. */
  static final int PAGE = 100;

  private static final String OURS =
      "ExecutionStatus = 'Running' AND TaskQueue = '" + TaskQueues.JOURNEYS + "'";

  private static final String REPORTED =
      OURS
          + " AND TemporalReportedProblems IN"
          + " ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')";

  private static final Logger LOG = LoggerFactory.getLogger(StuckWorkflows.class);

  private final WorkflowClient client;
  private final StuckWorkflowRepository repository;
  private final TaskHistory tasks;

  /** Where the next pass goes on; empty at the beginning of the walk. */
  private ByteString position = ByteString.EMPTY;

  /** Whether the server knows the attribute; believed until it says no. */
  private boolean reported = true;

  StuckWorkflows(WorkflowClient client, StuckWorkflowRepository repository) {
    this.client = client;
    this.repository = repository;
    this.tasks = new TaskHistory(client);
  }

  /** Looks at those that are known, and for others. */
  public void look() {
    Set<String> suspects = new LinkedHashSet<>();
    repository.longestUnseen(PAGE).forEach(stuck -> suspects.add(stuck.workflowId()));
    suspects.addAll(reportedOnes());
    suspects.addAll(nextOnes());
    suspects.forEach(this::look);
  }

  /** Empty where the server does not keep the attribute. */
  private List<String> reportedOnes() {
    if (!reported) {
      return List.of();
    }
    try {
      return ids(list(REPORTED, ByteString.EMPTY));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        throw e;
      }
      reported = false;
      return List.of();
    }
  }

  private List<String> nextOnes() {
    ListWorkflowExecutionsResponse page = list(OURS, position);
    position = page.getNextPageToken();
    return ids(page);
  }

  private ListWorkflowExecutionsResponse list(String query, ByteString from) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .listWorkflowExecutions(
            ListWorkflowExecutionsRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setPageSize(PAGE)
                .setQuery(query)
                .setNextPageToken(from)
                .build());
  }

  private static List<String> ids(ListWorkflowExecutionsResponse page) {
    return page.getExecutionsList().stream()
        .map(info -> info.getExecution().getWorkflowId())
        .toList();
  }

  private void look(String workflowId) {
    Optional<StuckWorkflow> stuck;
    try {
      stuck = tasks.stuck(workflowId);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
      stuck = Optional.empty();
    }
    stuck.ifPresentOrElse(this::found, () -> goesOn(workflowId));
  }

  private void found(StuckWorkflow stuck) {
    if (repository.keep(stuck)) {
      LogFields fields =
          LogFields.of()
              .with(LogFields.ENTITY, stuck.entityId())
              .with(LogFields.RUN, stuck.runId());
      // Not its message, which may quote what the workflow holds.
      LOG.error(
          "Workflow {} is stuck: its task has failed {} times since {} ({})",
          stuck.workflowId(),
          stuck.attempt(),
          stuck.since(),
          stuck.cause());
      fields.end();
    }
  }

  private void goesOn(String workflowId) {
    if (repository.forget(workflowId)) {
      LOG.info("Workflow {} is not stuck any more", workflowId);
    }
  }
}
