package dev.stitch.worker;

import com.google.protobuf.ByteString;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The workflow tasks that this process has taken and left without an answer, as its calls to
 * Temporal show. The SDK answers a task that fails at its first attempt only: the further ones time
 * out, which takes ten seconds, and up to ten minutes when there have been many. A worker that
 * could do such a task does not get it before, unless it is given back.
 */
@Singleton
final class UnansweredTasks implements ClientInterceptor {

  /** Beyond it the oldest are forgotten, and time out. */
  private static final int MOST = 20_000;

  /** The newest task of each run; one that another worker took after us stays until it is old. */
  private final SequencedMap<String, Task> byRun = new LinkedHashMap<>();

  private final Map<ByteString, String> runs = new HashMap<>();

  /**
   * A task.
   *
   * @param token what the server knows it by
   * @param attempt from 2, since the SDK answers the first
   */
  record Task(ByteString token, int attempt) {}

  /** The same connection, watched. */
  TemporalConnection watching(TemporalConnection connection) {
    return new TemporalConnection(
        WorkflowServiceStubsOptions.newBuilder(connection.serviceOptions())
            .addGrpcClientInterceptor(this)
            .validateAndBuildWithDefaults(),
        connection.clientOptions());
  }

  synchronized Optional<Task> of(String runId) {
    return Optional.ofNullable(byRun.get(runId));
  }

  synchronized List<Task> all() {
    return List.copyOf(byRun.values());
  }

  private synchronized void taken(PollWorkflowTaskQueueResponse task) {
    if (task.getAttempt() > 1 && !task.hasQuery()) {
      String runId = task.getWorkflowExecution().getRunId();
      forget(runId);
      byRun.putLast(runId, new Task(task.getTaskToken(), task.getAttempt()));
      runs.put(task.getTaskToken(), runId);
      if (byRun.size() > MOST) {
        forget(byRun.firstEntry().getKey());
      }
    }
  }

  private synchronized void answered(ByteString token) {
    String runId = runs.get(token);
    if (runId != null) {
      forget(runId);
    }
  }

  private void forget(String runId) {
    Task task = byRun.remove(runId);
    if (task != null) {
      runs.remove(task.token());
    }
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                if (message instanceof PollWorkflowTaskQueueResponse response) {
                  taken(response);
                }
                super.onMessage(message);
              }
            },
            headers);
      }

      @Override
      public void sendMessage(Q message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
          answered(completed.getTaskToken());
        } else if (message instanceof RespondWorkflowTaskFailedRequest failed) {
          answered(failed.getTaskToken());
        }
        super.sendMessage(message);
      }
    };
  }
}
