package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.call.ForEachStep;
import dev.stitch.journey.JourneyContract;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyRecord;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.RunRecord;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.PathArguments;
import dev.stitch.port.PathFlush;
import dev.stitch.port.RunFlush;
import dev.stitch.store.projection.ProjectedEntity;
import dev.stitch.store.projection.ProjectedEvent;
import dev.stitch.store.projection.ProjectedRun;
import dev.stitch.store.projection.ProjectedStep;
import dev.stitch.store.projection.ProjectedTask;
import dev.stitch.store.projection.RunProgress;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Rows of what machines hold and recorded. */
final class ProjectionRows {

  private final PlanLookup plans;
  private final JourneyMachine machine;

  ProjectionRows(PlanLookup plans) {
    this.plans = plans;
    this.machine = new JourneyMachine(plans);
  }

  ProjectedEntity entity(JourneyState state, String temporalRunId) {
    return new ProjectedEntity(
        state.entityId(),
        state.nodeId(),
        lower(machine.status(state)),
        state.plan().version(),
        state.plan().hash(),
        state.metadata(),
        JsonCodec.MAPPER.valueToTree(machine.waitingOn(state)),
        state.enteredAt(),
        state.startedAt(),
        state.endedAt(),
        temporalRunId);
  }

  ProjectedEvent event(JourneyRecord event) {
    return new ProjectedEvent(
        event.seq(),
        lower(event.type()),
        event.fromNode(),
        event.toNode(),
        event.runId(),
        event.actor(),
        event.detail(),
        event.at());
  }

  /** A run inside its journey shares the journey's workflow. */
  ProjectedRun inlineRun(RunRecord run, UUID entityId, String temporalRunId) {
    PathState state = run.state();
    return new ProjectedRun(
        state.runId(),
        new ProjectedRun.Origin(run.flow().name(), null, state.trigger(), "journey", run.retryOf()),
        new ProjectedRun.Flow(
            run.flow().systemFlowId(), run.flow().plan().version(), state.planHash(), "inline"),
        new ProjectedRun.Stage(entityId, run.uxNodeId(), run.visit()),
        progress(state),
        nodeStates(state),
        resumeState(state),
        JourneyContract.workflowId(entityId),
        temporalRunId);
  }

  ProjectedRun run(PathFlush flush, PathState state) {
    PathArguments input = flush.input();
    return new ProjectedRun(
        input.runId(),
        new ProjectedRun.Origin(
            input.name(), input.startedBy(), state.trigger(), input.triggerKind(), input.retryOf()),
        new ProjectedRun.Flow(input.flowId(), input.plan().version(), state.planHash(), "child"),
        new ProjectedRun.Stage(input.entityId(), input.uxNodeId(), input.visit()),
        progress(state),
        nodeStates(state),
        isDirect(input) ? endState(state) : resumeState(state),
        flush.workflowId(),
        flush.temporalRunId());
  }

  private RunProgress progress(PathState state) {
    return new RunProgress(
        state.status().word(),
        items(state),
        state.nextStepIndex(),
        state.result(),
        errors(state),
        state.startedAt(),
        state.endedAt(),
        null);
  }

  /** Of a run of any family. */
  static RunProgress progress(RunFlush.Progress run) {
    RunFlush.Counters counters = run.counters();
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    if (run.failure() != null) {
      errors.add(error(run.failure()));
    }
    return new RunProgress(
        run.status().word(),
        new RunProgress.Items(
            counters.total(),
            counters.processed(),
            counters.success(),
            counters.skipped(),
            counters.error()),
        run.nextStepIndex(),
        run.result(),
        errors,
        run.startedAt(),
        run.completedAt(),
        run.waitingOn() == null ? null : JsonCodec.MAPPER.valueToTree(run.waitingOn()));
  }

  ProjectedStep step(UUID runId, @Nullable UUID contactId, StepRecord step) {
    Long duration =
        step.completedAt() == null || step.startedAt() == null
            ? null
            : Math.max(0, Duration.between(step.startedAt(), step.completedAt()).toMillis());
    return new ProjectedStep(
        ProjectedStep.id(runId, step.index()),
        runId,
        step.index(),
        step.nodeId(),
        step.type(),
        lower(step.status()),
        contactId,
        step.output(),
        error(step.failure()),
        step.attempt(),
        step.startedAt(),
        duration);
  }

  ProjectedTask task(TaskChange change, @Nullable UUID entityId, @Nullable UUID runId) {
    return switch (change) {
      case TaskChange.Opened opened -> {
        OpenTask task = opened.task();
        yield new ProjectedTask(
            task.id(),
            entityId,
            task.runId() == null ? runId : task.runId(),
            "open",
            new ProjectedTask.Question(
                lower(task.kind()),
                task.nodeId(),
                task.title(),
                task.description(),
                task.form(),
                JsonCodec.MAPPER.valueToTree(task.choices()),
                task.assignee(),
                task.dueAt()),
            null,
            null,
            null,
            opened.at());
      }
      case TaskChange.Closed closed ->
          new ProjectedTask(
              closed.taskId(),
              entityId,
              runId,
              lower(closed.closing()),
              null,
              closed.choice(),
              closed.answer(),
              closed.actor(),
              closed.at());
    };
  }

  /** What has become of its nodes; nothing where the items of a {@code for_each} are counted. */
  private RunProgress.Items items(PathState state) {
    List<PathPlan.Step> steps = plans.path(state.planHash()).steps();
    if (steps.stream().anyMatch(step -> step.type().equals(ForEachStep.ID))) {
      return RunProgress.Items.NONE;
    }
    int total = steps.size();
    int success = count(state, NodeStatus.COMPLETED);
    int error = count(state, NodeStatus.FAILED);
    int skipped =
        state.status().isFinal()
            ? total - success - error
            : count(state, NodeStatus.SKIPPED) + count(state, NodeStatus.CANCELLED);
    return new RunProgress.Items(total, success + skipped + error, success, skipped, error);
  }

  private static int count(PathState state, NodeStatus status) {
    return Math.toIntExact(
        state.nodes().values().stream().filter(node -> node.status() == status).count());
  }

  private static JsonNode nodeStates(PathState state) {
    ObjectNode nodes = JsonNodeFactory.instance.objectNode();
    state.nodes().forEach((id, node) -> nodes.set(id, nodeState(node)));
    return nodes;
  }

  private static ObjectNode nodeState(NodeState node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", lower(node.status()));
    json.put("attempt", node.attempt());
    json.put("startedAt", text(node.startedAt()));
    json.put("completedAt", text(node.completedAt()));
    json.set("error", error(node.failure()));
    return json;
  }

  /** What a retry takes over; a completed run is not retried. */
  private static @Nullable JsonNode resumeState(PathState state) {
    return state.status() == RunStatus.COMPLETED ? null : endState(state);
  }

  private static boolean isDirect(PathArguments input) {
    return input.visit() == null && input.caller() == null;
  }

  /** What another run may begin from: a direct one from any step of one that has ended. */
  private static @Nullable JsonNode endState(PathState state) {
    return state.status().isFinal()
        ? JsonCodec.MAPPER.valueToTree(PathMachine.resumePoint(state))
        : null;
  }

  private static JsonNode errors(PathState state) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    if (state.failure() != null) {
      ObjectNode error = errors.addObject();
      error.put("nodeId", state.failedNodeId());
      error.put("code", state.failure().code().name());
      error.put("message", state.failure().message());
    }
    return errors;
  }

  private static @Nullable ObjectNode error(@Nullable StepFailure failure) {
    return failure == null
        ? null
        : JsonNodeFactory.instance
            .objectNode()
            .put("code", failure.code().name())
            .put("message", failure.message());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
