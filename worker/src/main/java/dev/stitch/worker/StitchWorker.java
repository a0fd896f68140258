package dev.stitch.worker;

import dev.stitch.activities.campaign.ChangedContacts;
import dev.stitch.activities.git.WorkspaceHost;
import dev.stitch.activities.git.WorkspaceKeeper;
import dev.stitch.activities.reconcile.Reconciler;
import dev.stitch.activities.step.OutageGuard;
import dev.stitch.model.TaskQueues;
import dev.stitch.store.Database;
import dev.stitch.telemetry.Telemetry;
import dev.stitch.telemetry.Tracing;
import dev.stitch.temporal.Namespace;
import dev.stitch.temporal.SignalGuard;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Requires;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the task queues of this process, and reconciles beside it, until it is drained. */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
public class StitchWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StitchWorker.class);

  /** A server that starts beside this process takes some seconds, on a busy machine minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Whoever waits is told that often. */
  private static final Duration CONNECTING = Duration.ofSeconds(15);

  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

  /**
   * A workflow that has not yielded for so long is stuck. The default of one second is less than a
   * small machine may need that takes up hundreds of journeys at once with cold code.
   */
  private static final Duration LATE = Duration.ofSeconds(5);

  /**
   * How often the server is told at most that a step is alive, which is also how soon the step
   * hears that nobody waits for it any more: a model that writes on is paid.
   */
  private static final Duration HEARTBEATS = Duration.ofSeconds(5);

  private final WorkerSettings settings;
  private final Set<String> queues;
  private final TemporalConnection connection;
  private final WorkflowServiceStubs service;
  private final WorkerFactory factory;
  private final TaskReturn taskReturn;
  private final Thread reconciling;
  private final Thread asking;
  private final Thread keeping;
  private final DatabaseWatch watch;
  private volatile State state = State.STARTING;

  /** What a worker is at. */
  public enum State {
    STARTING,
    POLLING,
    DRAINING;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  StitchWorker(
      WorkerSettings settings,
      TemporalConnection connection,
      WorkflowClient client,
      Registration registration,
      Reconciler reconciler,
      ChangedContacts changedContacts,
      WorkspaceHost workspaceHost,
      WorkspaceKeeper workspaceKeeper,
      Database database,
      UnansweredTasks unanswered,
      Tracing tracing) {
    this.settings = settings;
    this.queues = queues(settings, workspaceHost);
    this.connection = connection;
    this.service = client.getWorkflowServiceStubs();
    this.taskReturn = new TaskReturn(client, unanswered);
    this.factory = WorkerFactory.newInstance(client, factoryOptions(tracing));
    Optional<WorkerBuild> build = WorkerBuild.fromEnvironment(System.getenv());
    for (String queue : queues) {
      registration.register(factory.newWorker(queue, workerOptions(settings, build)));
    }
    this.reconciling = Thread.ofVirtual().name("reconciler").unstarted(reconciler::run);
    this.asking = Thread.ofVirtual().name("changed-contacts").unstarted(changedContacts::run);
    this.keeping = Thread.ofVirtual().name("workspaces").unstarted(workspaceKeeper::run);
    this.watch = new DatabaseWatch(database, factory);
  }

  /** Where work of agents is taken, that which needs this host's workspaces is, too. */
  private static Set<String> queues(WorkerSettings settings, WorkspaceHost workspaces) {
    Set<String> queues = new LinkedHashSet<>(settings.queues());
    if (queues.contains(TaskQueues.AGENTS)) {
      workspaces.taskQueue().ifPresent(queues::add);
    }
    return queues;
  }

  private WorkerFactoryOptions factoryOptions(Tracing tracing) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkerInterceptors(
            Stream.concat(
                    Arrays.stream(Telemetry.workerInterceptors(tracing)),
                    Stream.of(new SignalGuard(), new OutageGuard(), taskReturn))
                .toArray(WorkerInterceptor[]::new))
        .setUsingVirtualWorkflowThreads(true)
        .setWorkflowCacheSize(settings.cachedWorkflows())
        .build();
  }

  private static WorkerOptions workerOptions(WorkerSettings settings, Optional<WorkerBuild> build) {
    WorkerOptions.Builder options = WorkerOptions.newBuilder();
    build.map(WorkerBuild::options).ifPresent(options::setDeploymentOptions);
    return options
        .setUsingVirtualThreads(true)
        .setWorkflowTaskPollersBehavior(pollers(settings))
        .setActivityTaskPollersBehavior(pollers(settings))
        .setMaxConcurrentWorkflowTaskExecutionSize(settings.workflowSlots())
        .setMaxConcurrentLocalActivityExecutionSize(settings.localSlots())
        .setMaxConcurrentActivityExecutionSize(settings.activitySlots())
        .setDefaultDeadlockDetectionTimeout(LATE.toMillis())
        .setMaxHeartbeatThrottleInterval(HEARTBEATS)
        .build();
  }

  /** Two to begin with: one for the shared queue, one for the sticky one. */
  private static PollerBehaviorAutoscaling pollers(WorkerSettings settings) {
    return new PollerBehaviorAutoscaling(1, settings.maxPollers(), 2);
  }

  /**
   * Starts polling.
   *
   * @throws StatusRuntimeException when Temporal does not answer within four minutes
   */
  public void start() {
    untilAnswered(() -> service.connect(CONNECTING));
    registerSearchAttributes();
    untilAnswered(factory::start);
    reconciling.start();
    asking.start();
    keeping.start();
    watch.start();
    state = State.POLLING;
    LOG.info("Polling {} with {}", String.join(", ", queues), settings);
  }

  /** Temporal takes no journey that has an attribute it does not know. */
  private void registerSearchAttributes() {
    try (Namespace namespace = new Namespace(connection)) {
      namespace.registerSearchAttributes();
    } catch (StatusRuntimeException refused) {
      // Some servers, Temporal Cloud among them, leave it to their operators. What cannot be
      // started until then waits in the database.
      LOG.warn(
          "Cannot see to the search attributes of namespace {}: {}; `stitch doctor` says more",
          connection.namespace(),
          refused.getStatus());
    }
  }

  /** The SDK asks the server once; one that has answered a moment ago may be away again. */
  private void untilAnswered(Runnable call) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        call.run();
        return;
      } catch (StatusRuntimeException e) {
        if (!PatientPolls.isUnanswered(e.getStatus()) || System.nanoTime() > end) {
          throw e;
        }
        LOG.warn(
            "Temporal does not answer at {} ({}); it is asked again",
            connection.address(),
            e.getStatus().getCode());
        LockSupport.parkNanos(BETWEEN_STARTS.toNanos());
      }
    }
  }

  /** What it is at now. */
  public State state() {
    return state;
  }

  /**
   * Takes no new work, lets what runs end, gives back what failed, and returns; what does not end
   * in time is left.
   */
  public void drain() {
    state = State.DRAINING;
    reconciling.interrupt();
    asking.interrupt();
    keeping.interrupt();
    watch.close();
    factory.shutdown();
    factory.awaitTermination(settings.drain().toSeconds(), TimeUnit.SECONDS);
    if (!factory.isTerminated()) {
      LOG.warn("Some work has not ended within {}; another worker takes it up", settings.drain());
      factory.shutdownNow();
      factory.awaitTermination(2, TimeUnit.SECONDS);
    }
    taskReturn.all();
  }
}
