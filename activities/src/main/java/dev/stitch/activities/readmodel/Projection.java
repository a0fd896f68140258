package dev.stitch.activities.readmodel;

import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.RunRecord;
import dev.stitch.model.RunStatus;
import dev.stitch.port.Fence;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.PathFlush;
import dev.stitch.port.RunFlush;
import dev.stitch.store.Database;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.crm.RunEngagements;
import dev.stitch.store.projection.ProjectedEntity;
import dev.stitch.store.projection.ProjectedEvent;
import dev.stitch.store.projection.ProjectedRun;
import dev.stitch.store.projection.ProjectedStep;
import dev.stitch.store.projection.ProjectedStreamEvent;
import dev.stitch.store.projection.ProjectionFence;
import dev.stitch.store.projection.ProjectionRepository;
import dev.stitch.store.projection.ProjectionRepository.Before;
import dev.stitch.store.projection.ProjectionRepository.RunOwner;
import dev.stitch.store.projection.RunProgress;
import dev.stitch.store.projection.StreamNotifier;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Flushes what machines recorded: one transaction, ignored as a whole when a later one was first.
 */
@Singleton
class Projection {

  private final Database database;
  private final ProjectionRepository repository;
  private final EnrollmentRepository enrollments;
  private final RunEngagements engagements;
  private final Takeover takeover;
  private final StreamNotifier notifier;
  private final ProjectionRows rows;
  private final SequenceRows sequences;

  Projection(
      Database database,
      ProjectionRepository repository,
      EnrollmentRepository enrollments,
      RunEngagements engagements,
      Takeover takeover,
      StreamNotifier notifier,
      PlanLookup plans) {
    this.database = database;
    this.repository = repository;
    this.enrollments = enrollments;
    this.engagements = engagements;
    this.takeover = takeover;
    this.notifier = notifier;
    this.rows = new ProjectionRows(plans);
    this.sequences = new SequenceRows(plans);
  }

  /**
   * @param more what else belongs into the flush; left out when a later flush was faster
   */
  void flush(JourneyFlush flush, JourneyState state, JourneyFacts facts, Runnable more) {
    ProjectedEntity entity = rows.entity(state, flush.temporalRunId());
    List<ProjectedEvent> events = facts.events().stream().map(rows::event).toList();
    List<ProjectedStep> steps =
        facts.steps().stream()
            .map(step -> rows.step(step.runId(), state.contactId(), step.step()))
            .toList();
    database.transaction(
        () -> {
          ProjectionFence fence = fence(flush.fence());
          List<RunRecord> runs = facts.runs();
          switch (repository.writeEntity(entity, state.nextSeq(), fence)) {
            case TOO_LATE -> {
              return;
            }
            case GOES_ON -> {}
            case TAKES_OVER -> {
              takeover.entity(state, facts, flush.fence());
              runs = Takeover.withAllInline(runs, state);
            }
          }
          List<ProjectedStreamEvent> stream =
              new ArrayList<>(writeInlineRuns(flush, state, runs, steps));
          repository.writeEvents(entity.id(), events);
          repository.writeSteps(steps);
          facts
              .tasks()
              .forEach(change -> repository.writeTask(rows.task(change, entity.id(), null)));
          events.forEach(event -> stream.add(StreamRows.ofEvent(entity.id(), event)));
          repository.append(stream);
          more.run();
        });
    notifier.streamGrew();
  }

  /** Answers what is to be told of them; nothing of one that a later flush wrote. */
  private List<ProjectedStreamEvent> writeInlineRuns(
      JourneyFlush flush, JourneyState state, List<RunRecord> runs, List<ProjectedStep> steps) {
    if (runs.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<ProjectedStep>> stepsByRun =
        steps.stream().collect(Collectors.groupingBy(ProjectedStep::runId));
    Map<UUID, Before> before =
        repository.before(runs.stream().map(run -> run.state().runId()).toList());
    List<ProjectedStreamEvent> told = new ArrayList<>();
    for (RunRecord record : runs) {
      ProjectedRun run = rows.inlineRun(record, state.entityId(), flush.temporalRunId());
      if (repository.writeRun(run, fence(flush.fence()))) {
        Before was = before.get(run.id());
        if (was != null && was.isOfAnother(flush.temporalRunId())) {
          takeover.steps(run.id());
        }
        told.addAll(
            StreamRows.ofRun(
                run.id(),
                run.stage().entityId(),
                run.progress(),
                was == null ? null : was.status(),
                stepsByRun.getOrDefault(run.id(), List.of()),
                flush.now()));
      }
    }
    return told;
  }

  /** As {@link #flush(JourneyFlush, JourneyState, JourneyFacts, Runnable)}. */
  void flush(PathFlush flush, PathState state, PathFacts facts, Runnable more) {
    ProjectedRun run = rows.run(flush, state);
    List<ProjectedStep> steps =
        facts.steps().stream()
            .map(step -> rows.step(run.id(), flush.input().contactId(), step))
            .toList();
    database.transaction(
        () -> {
          Before before = repository.before(List.of(run.id())).get(run.id());
          if (!repository.writeRun(run, fence(flush.fence()))) {
            return;
          }
          if (before != null && before.isOfAnother(flush.temporalRunId())) {
            takeover.path(state, facts.tasks());
          }
          repository.writeSteps(steps);
          facts
              .tasks()
              .forEach(
                  change ->
                      repository.writeTask(rows.task(change, run.stage().entityId(), run.id())));
          if (flush.input().flowId() == null) {
            enrollments.follow(SequenceRows.enrollment(state));
            engagements.write(
                run.id(), flush.input().contactId(), sequences.engagements(state, facts));
          }
          repository.append(
              StreamRows.ofRun(
                  run.id(),
                  run.stage().entityId(),
                  run.progress(),
                  before == null ? null : before.status(),
                  steps,
                  flush.now()));
          more.run();
        });
    notifier.streamGrew();
  }

  /** Of a run of any family, whose row was committed before it was started. */
  void flush(RunFlush flush) {
    UUID runId = flush.runId();
    RunProgress progress = ProjectionRows.progress(flush.progress());
    List<ProjectedStep> steps =
        flush.steps().stream().map(step -> rows.step(runId, null, step)).toList();
    database.transaction(
        () -> {
          Before before = repository.before(List.of(runId)).get(runId);
          RunOwner owner =
              repository
                  .writeProgress(runId, flush.temporalRunId(), progress, fence(flush.fence()))
                  .orElse(null);
          if (owner == null) {
            return;
          }
          if (before != null && before.isOfAnother(flush.temporalRunId())) {
            takeover.run(runId, flush.openTasks(), flush.tasks());
          }
          repository.writeSteps(steps);
          if (flush.progress().status().isFinal()) {
            repository.closeSteps(runId, closing(flush.progress().status()));
          }
          flush
              .tasks()
              .forEach(change -> repository.writeTask(rows.task(change, owner.entityId(), runId)));
          repository.append(
              StreamRows.ofRun(
                  runId,
                  owner.entityId(),
                  progress,
                  before == null ? null : before.status(),
                  steps,
                  flush.now()));
        });
    notifier.streamGrew();
  }

  /** What becomes of steps that are open when their run ends. */
  private static String closing(RunStatus status) {
    return ProjectionRows.lower(
        switch (status) {
          case COMPLETED -> NodeStatus.COMPLETED;
          case FAILED -> NodeStatus.FAILED;
          case PENDING, RUNNING, PAUSED, CANCELLED, KILLED -> NodeStatus.CANCELLED;
        });
  }

  private static ProjectionFence fence(Fence fence) {
    return new ProjectionFence(fence.taskTime(), fence.runStart(), fence.history(), fence.flush());
  }
}
