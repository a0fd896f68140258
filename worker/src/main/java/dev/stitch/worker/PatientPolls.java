package dev.stitch.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the task queues asked every second or so while Temporal is away. The SDK doubles its pause
 * with each poll that fails, up to a minute: after an outage of two minutes a worker would stand
 * still for up to one more. A poll that Temporal does not answer is therefore told to the SDK as
 * one that found nothing, after a pause.
 */
final class PatientPolls implements ClientInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(PatientPolls.class);

  /** Seldom enough to cost a server that comes up nothing. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Set<String> POLLS =
      Set.of(
          WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod().getFullMethodName(),
          WorkflowServiceGrpc.getPollActivityTaskQueueMethod().getFullMethodName());

  private final Duration pause;
  private final AtomicBoolean away = new AtomicBoolean();

  PatientPolls() {
    this(PAUSE);
  }

  /**
   * @param pause what passes before a poll that failed is made again
   */
  PatientPolls(Duration pause) {
    this.pause = pause;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    ClientCall<Q, A> call = next.newCall(method, options);
    return POLLS.contains(method.getFullMethodName())
        ? new Poll<>(call, nothing(method), later(options))
        : call;
  }

  /** An empty message is what a server answers whose queue stayed empty. */
  private static <A> A nothing(MethodDescriptor<?, A> method) {
    return method.parseResponse(InputStream.nullInputStream());
  }

  /**
   * Where the caller of a poll is told, after the pause; a blocking caller listens nowhere else.
   */
  private Executor later(CallOptions options) {
    Executor where = options.getExecutor();
    return where == null
        ? CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, where);
  }

  /** Whether Temporal is away, rather than has refused, of which the SDK must hear. */
  static boolean isUnanswered(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
      default -> false;
    };
  }

  private void found(boolean isAway, Status status) {
    if (away.compareAndSet(!isAway, isAway)) {
      if (isAway) {
        LOG.warn("Temporal does not answer ({}): it is asked for work again", status.getCode());
      } else {
        LOG.info("Temporal answers again");
      }
    }
  }

  private final class Poll<Q, A> extends SimpleForwardingClientCall<Q, A> {

    private final A nothing;
    private final Executor later;

    Poll(ClientCall<Q, A> call, A nothing, Executor later) {
      super(call);
      this.nothing = nothing;
      this.later = later;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              if (!isUnanswered(status)) {
                if (status.isOk()) {
                  found(false, status);
                }
                listener.onClose(status, trailers);
                return;
              }
              found(true, status);
              later.execute(
                  () -> {
                    listener.onMessage(nothing);
                    listener.onClose(Status.OK, trailers);
                  });
            }
          },
          headers);
    }
  }
}
