package dev.stitch.machine;

import dev.stitch.plan.PathPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new run of a failed path; where no path has failed, another look for a way on.
 *
 * @param runId the failed run, or null for all failed ones
 * @param from where it begins
 * @param version the pinned one, or the newest, given by {@code plan}
 * @param plan the newest version when {@code LATEST}, else null
 */
public record RetryAct(
    String id,
    String actor,
    @Nullable UUID runId,
    RetryFrom from,
    RetryVersion version,
    @Nullable PlanVersion plan)
    implements Act {

  public RetryAct {
    Identified.require(id, actor);
    from = from == null ? RetryFrom.FAILED_STEP : from;
    version = version == null ? RetryVersion.PINNED : version;
    if (version == RetryVersion.LATEST) {
      Objects.requireNonNull(plan, "plan");
    }
  }

  @Override
  public Optional<JourneyWork> vetting(JourneyState state) {
    return plan == null
        ? Optional.empty()
        : failed(state).stream()
            .findFirst()
            .map(slot -> new JourneyWork.VetPlan(id, slot.flow().systemFlowId(), plan));
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    List<PathSlot> failed = failed(state);
    if (failed.isEmpty()) {
      return JourneyMachine.stuck(state.phase()) && runId == null
          ? Optional.empty()
          : Refusal.of(
              Refusal.Code.WRONG_STATE,
              runId == null
                  ? "no path of this stage has failed"
                  : "run " + runId + " is not a failed run of this stage");
    }
    if (version == RetryVersion.LATEST && plan != null) {
      if (failed.size() > 1) {
        return Refusal.of(
            Refusal.Code.INVALID, "runId: name the run to retry with the latest version");
      }
      return checkLatest(failed.getFirst(), plan, plans);
    }
    return Optional.empty();
  }

  /** A completed node that changed would be kept although it is another step now. */
  private Optional<Refusal> checkLatest(PathSlot slot, PlanVersion newest, PlanLookup plans) {
    if (from == RetryFrom.START || slot.resume() == null) {
      return Optional.empty();
    }
    PathPlan old = plans.path(slot.flow().published().hash());
    PathPlan latest = plans.path(newest.hash());
    for (Map.Entry<String, NodeState> entry : slot.resume().nodes().entrySet()) {
      if (entry.getValue().status() != NodeStatus.COMPLETED) {
        continue;
      }
      String nodeId = entry.getKey();
      Optional<String> oldType = old.step(nodeId).map(PathPlan.Step::type);
      if (!oldType.equals(latest.step(nodeId).map(PathPlan.Step::type))) {
        return Refusal.of(
            Refusal.Code.WRONG_STATE,
            "version "
                + newest.version()
                + " changed the completed node "
                + nodeId
                + "; retry from start or with the pinned version");
      }
    }
    return Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    List<PathSlot> failed = failed(journey.draft.state());
    if (failed.isEmpty()) {
      journey.unstick(actor);
    }
    failed.forEach(slot -> again(slot, journey));
  }

  private void again(PathSlot slot, JourneyTransition journey) {
    boolean fromStart = from == RetryFrom.START;
    journey.restart(
        slot,
        Slots.retried(
            slot,
            version == RetryVersion.LATEST && plan != null ? plan : slot.flow().published(),
            fromStart ? slot.execution() + 1 : slot.execution(),
            fromStart ? null : slot.resume()),
        JourneyEventType.RETRIED,
        actor,
        JourneyDraft.detail().put("from", from.name().toLowerCase(Locale.ROOT)));
  }

  /** The failed paths of this stage: the named one, or all. */
  private List<PathSlot> failed(JourneyState state) {
    return state.slots().values().stream()
        .filter(PathSlot::needsPerson)
        .filter(slot -> runId == null || slot.runId().equals(runId))
        .toList();
  }
}
