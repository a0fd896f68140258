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
import dev.stitch.model.EngagementAct;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.crm.EngagementStatus;
import dev.stitch.store.crm.RunEngagements.StepEngagement;
import dev.stitch.store.crm.RunEngagements.StepTask;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Rows of what the run of an enrollment has besides every run's, and of engagements. */
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
                    .map(setting -> engagement(state, step, setting, asked.get(step.nodeId())))
                    .stream())
        .toList();
  }

  /**
   * Which engagement a step is: as its node says, where a person does it in any case; else its type
   * says it.
   */
  private static Optional<Setting> setting(PathPlan plan, StepRecord step) {
    return plan.step(step.nodeId())
        .flatMap(
            node -> {
              JsonNode named = node.config().path(EngagementTask.SETTING);
              if (named.isObject()) {
                return Optional.of(Setting.of(named.path("type").asText(), named));
              }
              // What is towards nobody is content; a sync of the account's posts has it as that.
              return EngagementAct.ofStepType(node.type())
                  .filter(EngagementAct::isTowardsContact)
                  .map(act -> Setting.of(act.word(), node.config()));
            });
  }

  /**
   * An engagement as its graph has it.
   *
   * @param target null where only the rendered text tells
   */
  private record Setting(String type, @Nullable String platform, @Nullable String target) {

    static Setting of(String type, JsonNode settings) {
      String target = settings.path("target").textValue();
      return new Setting(
          type,
          settings.path("platform").textValue(),
          target == null || target.contains("{{") ? null : target);
    }
  }

  private static int execution(PathState state, StepRecord step) {
    NodeState node = state.nodes().get(step.nodeId());
    return node == null ? state.execution() : node.execution();
  }

  private static StepEngagement engagement(
      PathState state, StepRecord step, Setting setting, @Nullable OpenTask asked) {
    EngagementStatus status = status(state, step);
    EngagementTask ready =
        asked == null || asked.description() == null
            ? null
            : EngagementTask.of(asked.description());
    return new StepEngagement(
        step.nodeId(),
        execution(state, step),
        setting.type(),
        setting.platform(),
        first(output(step, "target"), ready == null ? null : ready.target(), setting.target()),
        first(output(step, "text"), ready == null ? null : ready.text()),
        status,
        status == EngagementStatus.DONE
            ? first(output(step, "decidedBy"), output(step, "performedBy"))
            : null,
        output(step, "platformEngagementId"),
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

  private static EngagementStatus status(PathState state, StepRecord step) {
    return switch (step.status()) {
      case PENDING, RUNNING -> EngagementStatus.PLANNED;
      case WAITING -> isHeld(state, step) ? EngagementStatus.PLANNED : EngagementStatus.WAITING;
      case COMPLETED ->
          EngagementTask.NOT_POSSIBLE.equals(output(step, "choice"))
              ? EngagementStatus.SKIPPED
              : EngagementStatus.DONE;
      case FAILED -> EngagementStatus.FAILED;
      case SKIPPED, CANCELLED -> EngagementStatus.SKIPPED;
    };
  }

  /** Whether a gate holds it, and nobody is asked. */
  private static boolean isHeld(PathState state, StepRecord step) {
    NodeState node = state.nodes().get(step.nodeId());
    return node != null && node.waiting() instanceof Wait.Slot;
  }

  private static @Nullable String first(@Nullable String... texts) {
    return Arrays.stream(texts).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String output(StepRecord step, String field) {
    JsonNode output = step.output();
    return output == null ? null : output.path(field).textValue();
  }
}
