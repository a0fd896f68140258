package dev.stitch.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatientPollsTest {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Temporal temporal = new Temporal();
  private Server server;
  private ManagedChannel channel;
  private WorkflowServiceGrpc.WorkflowServiceBlockingStub stub;

  /** Answers every call with the same status; OK comes with a task. */
  private static final class Temporal extends WorkflowServiceGrpc.WorkflowServiceImplBase {

    private volatile Status status = Status.OK;

    @Override
    public void pollWorkflowTaskQueue(
        PollWorkflowTaskQueueRequest request,
        StreamObserver<PollWorkflowTaskQueueResponse> answer) {
      answer(answer, PollWorkflowTaskQueueResponse.newBuilder().setAttempt(1).build());
    }

    @Override
    public void pollActivityTaskQueue(
        PollActivityTaskQueueRequest request,
        StreamObserver<PollActivityTaskQueueResponse> answer) {
      answer(answer, PollActivityTaskQueueResponse.newBuilder().setAttempt(1).build());
    }

    @Override
    public void signalWorkflowExecution(
        SignalWorkflowExecutionRequest request,
        StreamObserver<SignalWorkflowExecutionResponse> answer) {
      answer(answer, SignalWorkflowExecutionResponse.getDefaultInstance());
    }

    private <A> void answer(StreamObserver<A> to, A task) {
      if (status.isOk()) {
        to.onNext(task);
        to.onCompleted();
      } else {
        to.onError(status.asRuntimeException());
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    String name = UUID.randomUUID().toString();
    server = InProcessServerBuilder.forName(name).addService(temporal).build().start();
    channel = InProcessChannelBuilder.forName(name).intercept(new PatientPolls(PAUSE)).build();
    stub = WorkflowServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "DEADLINE_EXCEEDED"})
  void aPollThatTemporalDoesNotAnswerFindsNothingAfterAPause(Status.Code away) {
    temporal.status = away.toStatus();
    long begun = System.nanoTime();

    assertThat(stub.pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance()))
        .isEqualTo(PollWorkflowTaskQueueResponse.getDefaultInstance());
    assertThat(stub.pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance()))
        .isEqualTo(PollActivityTaskQueueResponse.getDefaultInstance());

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(PAUSE.multipliedBy(2));
  }

  @Test
  void aPollThatTemporalAnswersFindsWhatItAnswers() {
    assertThat(
            stub.pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance())
                .getAttempt())
        .isEqualTo(1);
    assertThat(
            stub.pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance())
                .getAttempt())
        .isEqualTo(1);
  }

  @Test
  void aPollThatTemporalRefusesFails() {
    temporal.status = Status.PERMISSION_DENIED;

    assertThatThrownBy(
            () -> stub.pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("PERMISSION_DENIED");
  }

  @Test
  void whatIsNoPollFails() {
    temporal.status = Status.UNAVAILABLE;

    assertThatThrownBy(
            () -> stub.signalWorkflowExecution(SignalWorkflowExecutionRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("UNAVAILABLE");
  }
}
