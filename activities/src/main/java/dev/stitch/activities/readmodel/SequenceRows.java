package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.campaign.SequenceNodes;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.plan.PathPlan;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.crm.EngagementStatus;
import dev.stitch.store.crm.RunEngagements.StepEngagement;
import dev.stitch.store.crm.RunEngagements.StepTask;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of what only the run of an enrollment has besides every run's. */
final class SequenceRows {

  private final PlanLookup plans;

  SequenceRows(PlanLookup plans) {
    this.plans = plans;
  }

  /** Where the enrollment is whose run this is. */
  static EnrollmentRepository.Progress enrollment(PathState state) {
    return new EnrollmentRepository.Progress(
        state.runId(),
        state.status().word(),
        SequenceNodes.currentStep(state.nodes()),
        JsonCodec.MAPPER.valueToTree(PathMachine.waitingOn(state)),
        SequenceNodes.leftByExit(state.nodes()));
  }

  /** The engagements whose steps have changed, each as it stands at the end of the flush. */
  List<StepEngagement> engagements(PathState state, PathFacts facts) {
    Map<String, StepRecord> last = new LinkedHashMap<>();
    facts.steps().forEach(step -> last.put(step.nodeId(), step));
    Map<String, OpenTask> asked = new LinkedHashMap<>();
    for (TaskChange change : facts.tasks()) {
      if (change instanceof TaskChange.Opened opened) {
        asked.put(opened.task().nodeId(), opened.task());
      }
    }
    PathPlan plan = plans.path(state.planHash());
    return last.values().stream()
        .flatMap(
            step ->
                setting(plan, step)
                    .map(
                        setting ->
                            engagement(
                                execution(state, step), step, setting, asked.get(step.nodeId())))
                    .stream())
        .toList();
  }

  private static Optional<JsonNode> setting(PathPlan plan, StepRecord step) {
    return plan.step(step.nodeId())
        .map(node -> node.config().path(EngagementTask.SETTING))
        .filter(JsonNode::isObject);
  }

  private static int execution(PathState state, StepRecord step) {
    NodeState node = state.nodes().get(step.nodeId());
    return node == null ? state.execution() : node.execution();
  }

  private static StepEngagement engagement(
      int execution, StepRecord step, JsonNode setting, @Nullable OpenTask asked) {
    EngagementStatus status = status(step);
    EngagementTask ready =
        asked == null || asked.description() == null
            ? null
            : EngagementTask.of(asked.description());
    return new StepEngagement(
        step.nodeId(),
        execution,
        setting.path("type").asText(),
        setting.path("platform").textValue(),
        setting.path("target").textValue(),
        ready == null ? null : ready.text(),
        status,
        status == EngagementStatus.DONE ? decidedBy(step) : null,
        status == EngagementStatus.DONE ? step.completedAt() : null,
        ready == null ? null : task(asked, ready));
  }

  private static StepTask task(OpenTask asked, EngagementTask ready) {
    return new StepTask(
        asked.id(),
        asked.title(),
        asked.description(),
        ready.link().orElse(null),
        asked.assignee(),
        asked.dueAt());
  }

  private static EngagementStatus status(StepRecord step) {
    return switch (step.status()) {
      case PENDING, RUNNING -> EngagementStatus.PLANNED;
      case WAITING -> EngagementStatus.WAITING;
      case COMPLETED ->
          EngagementTask.NOT_POSSIBLE.equals(output(step, "choice"))
              ? EngagementStatus.SKIPPED
              : EngagementStatus.DONE;
      case FAILED -> EngagementStatus.FAILED;
      case SKIPPED, CANCELLED -> EngagementStatus.SKIPPED;
    };
  }

  private static @Nullable String decidedBy(StepRecord step) {
    return output(step, "decidedBy");
  }

  private static @Nullable String output(StepRecord step, String field) {
    JsonNode output = step.output();
    return output == null ? null : output.path(field).textValue();
  }
}
