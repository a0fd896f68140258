package dev.stitch.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code RollingUpgradeTest} shows the same at a real server. */
class TaskReturnTest {

  private final UnansweredTasks tasks = new UnansweredTasks();
  private final Queue<PollWorkflowTaskQueueResponse> offered = new ArrayDeque<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private Server server;
  private ManagedChannel channel;
  private WorkflowServiceStubs service;
  private WorkflowClient client;

  @BeforeEach
  void start() throws IOException {
    server = InProcessServerBuilder.forName("tasks").addService(new Temporal()).build().start();
    channel = InProcessChannelBuilder.forName("tasks").build();
    TemporalConnection connection =
        tasks.watching(
            new TemporalConnection(
                WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build(),
                WorkflowClientOptions.getDefaultInstance()));
    service = connection.openService();
    client = connection.client(service);
  }

  @AfterEach
  void stop() {
    service.shutdownNow();
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void aFailedTaskIsGivenBackWhenTheWorkerEnds() {
    take("stuck", "token", 9);

    new TaskReturn(client, tasks).all();

    assertThat(failed).containsExactly("token");
    assertThat(tasks.all()).isEmpty();
  }

  @Test
  void onlyTheNewestTaskOfARunIsGivenBack() {
    take("stuck", "second", 2);
    take("other", "other", 2);
    take("stuck", "third", 3);

    new TaskReturn(client, tasks).all();

    assertThat(failed).containsExactlyInAnyOrder("other", "third");
  }

  @Test
  void aTaskThatWasAnsweredIsNotGivenBack() {
    take("goes on", "done", 2);
    take("fails", "failed", 2);
    RespondWorkflowTaskCompletedRequest done =
        RespondWorkflowTaskCompletedRequest.newBuilder().setTaskToken(bytes("done")).build();
    service.blockingStub().respondWorkflowTaskCompleted(done);
    RespondWorkflowTaskFailedRequest answer =
        RespondWorkflowTaskFailedRequest.newBuilder().setTaskToken(bytes("failed")).build();
    service.blockingStub().respondWorkflowTaskFailed(answer);
    failed.clear();

    new TaskReturn(client, tasks).all();

    assertThat(failed).isEmpty();
  }

  @Test
  void firstAttemptsAndQueriesAreLeftToTheSdk() {
    take("begins", "first", 1);
    offered.add(
        task("asked", "query", 2)
            .setQuery(WorkflowQuery.newBuilder().setQueryType("view"))
            .build());
    poll();

    assertThat(tasks.all()).isEmpty();
  }

  @Test
  void aTaskThatTheServerHasTakenAwayStopsNothing() {
    take("timed out", "unknown", 3);
    take("stuck", "token", 3);

    new TaskReturn(client, tasks).all();

    assertThat(failed).containsExactly("token");
  }

  private void take(String runId, String token, int attempt) {
    offered.add(task(runId, token, attempt).build());
    poll();
  }

  private void poll() {
    service.blockingStub().pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance());
  }

  private static PollWorkflowTaskQueueResponse.Builder task(
      String runId, String token, int attempt) {
    return PollWorkflowTaskQueueResponse.newBuilder()
        .setTaskToken(bytes(token))
        .setAttempt(attempt)
        .setWorkflowExecution(WorkflowExecution.newBuilder().setRunId(runId));
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  /** Offers what a test says, and knows every task but one. */
  private final class Temporal extends WorkflowServiceGrpc.WorkflowServiceImplBase {

    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void pollWorkflowTaskQueue(
        PollWorkflowTaskQueueRequest request,
        StreamObserver<PollWorkflowTaskQueueResponse> answer) {
      answer.onNext(offered.remove());
      answer.onCompleted();
    }

    @Override
    public void respondWorkflowTaskCompleted(
        RespondWorkflowTaskCompletedRequest request,
        StreamObserver<RespondWorkflowTaskCompletedResponse> answer) {
      answer.onNext(RespondWorkflowTaskCompletedResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void respondWorkflowTaskFailed(
        RespondWorkflowTaskFailedRequest request,
        StreamObserver<RespondWorkflowTaskFailedResponse> answer) {
      if (request.getTaskToken().equals(bytes("unknown"))) {
        answer.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      failed.add(request.getTaskToken().toStringUtf8());
      answer.onNext(RespondWorkflowTaskFailedResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }
}
