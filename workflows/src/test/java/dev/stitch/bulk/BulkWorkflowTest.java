package dev.stitch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.model.TaskQueues;
import dev.stitch.port.BulkActivities;
import dev.stitch.port.Payloads;
import dev.stitch.temporal.Standstill;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkWorkflowTest {

  private final UUID operation = UUID.randomUUID();
  private final Rows rows = new Rows();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    var worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(BulkWorkflowImpl.class);
    worker.registerActivitiesImplementations(rows);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void allPagesAreDoneInOrderAndTheOperationIsComplete() {
    rows.left = 450;

    BulkActivities.Progress progress = workflow().run(BulkArguments.of(operation));

    assertThat(progress.succeeded()).isEqualTo(450);
    assertThat(rows.log).containsExactly("page 200", "page 200", "page 50", "page 0", "completed");
  }

  @Test
  void nothingIsStartedWhileItIsPaused() throws Exception {
    rows.left = 400;
    rows.firstPage = new CompletableFuture<>();
    BulkWorkflow bulk = workflow();
    WorkflowClient.start(bulk::run, BulkArguments.of(operation));
    rows.begun.get(10, TimeUnit.SECONDS);
    bulk.pause();
    rows.firstPage.complete(null);
    rows.paused.get(10, TimeUnit.SECONDS);

    assertThat(rows.log).containsExactly("page 200", "paused true");
    bulk.resume();
    result();
    assertThat(rows.log)
        .containsExactly(
            "page 200", "paused true", "paused false", "page 200", "page 0", "completed");
  }

  @Test
  void aCancelledOperationCancelsWhatItHasNotReached() throws Exception {
    rows.left = 400;
    rows.firstPage = new CompletableFuture<>();
    BulkWorkflow bulk = workflow();
    WorkflowClient.start(bulk::run, BulkArguments.of(operation));
    rows.begun.get(10, TimeUnit.SECONDS);
    bulk.cancel();
    rows.firstPage.complete(null);

    result();

    assertThat(rows.log).containsExactly("page 200", "cancelled after 200");
  }

  @Test
  void temporalsOwnCancellationIsTheSame() throws Exception {
    rows.left = 400;
    BulkWorkflow bulk = workflow();
    rows.firstPage = new CompletableFuture<>();
    WorkflowClient.start(bulk::run, BulkArguments.of(operation));
    rows.begun.get(10, TimeUnit.SECONDS);
    bulk.pause();
    rows.firstPage.complete(null);
    rows.paused.get(10, TimeUnit.SECONDS);
    Standstill.awaitOf(temporal.getWorkflowClient(), BulkContract.workflowId(operation));
    WorkflowStub.fromTyped(bulk).cancel();

    assertThatThrownBy(this::result).hasCauseInstanceOf(CanceledFailure.class);
    assertThat(rows.log).contains("cancelled after 200").doesNotContain("completed");
  }

  private BulkWorkflow workflow() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(BulkWorkflow.class, BulkContract.startOptions(operation));
  }

  private void result() {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(BulkContract.workflowId(operation))
        .getResult(BulkActivities.Progress.class);
  }

  /** Stands for the rows of the operation's entities, whose ids count from one. */
  private static final class Rows implements BulkActivities {

    final List<String> log = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> begun = new CompletableFuture<>();
    final CompletableFuture<Void> paused = new CompletableFuture<>();
    volatile CompletableFuture<Void> firstPage = CompletableFuture.completedFuture(null);
    volatile int left;

    @Override
    public PageEnd startPage(Page page) {
      begun.complete(null);
      firstPage.join();
      long first = page.after() == null ? 0 : page.after().getLeastSignificantBits();
      List<UUID> ids = new ArrayList<>();
      for (long id = first + 1; id <= left && ids.size() < page.size(); id++) {
        ids.add(new UUID(0, id));
      }
      log.add("page " + ids.size());
      return ids.isEmpty()
          ? new PageEnd(null, page.before())
          : new PageEnd(
              ids.getLast(),
              new Progress(page.before().succeeded() + ids.size(), page.before().failed()));
    }

    @Override
    public void recordPaused(UUID operationId, boolean isPaused) {
      log.add("paused " + isPaused);
      paused.complete(null);
    }

    @Override
    public void recordCompleted(UUID operationId, Progress progress) {
      log.add("completed");
    }

    @Override
    public void recordCancelled(UUID operationId, UUID after, Progress progress) {
      log.add("cancelled after " + after.getLeastSignificantBits());
    }
  }
}
