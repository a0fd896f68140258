package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.ContactSnapshot;
import dev.stitch.activities.step.StepMemories;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.evaluation.StageEvaluation;
import dev.stitch.launch.act.MappedFlows;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Refusal;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The local work of journeys: which flows are mapped here, is it over, which way leads on. */
@Singleton
class JourneyWorkRunner {

  private final MappedFlows mappings;
  private final VersionRepository versions;
  private final PlanLookup plans;
  private final ContactSnapshot contacts;
  private final PathWorkRunner paths;

  JourneyWorkRunner(
      MappedFlows mappings,
      VersionRepository versions,
      PlanLookup plans,
      ContactSnapshot contacts,
      PathWorkRunner paths) {
    this.mappings = mappings;
    this.versions = versions;
    this.plans = plans;
    this.contacts = contacts;
    this.paths = paths;
  }

  JourneyInput perform(
      JourneyWork task, JourneyState state, StepMemories.Batch batch, Instant now) {
    return switch (task) {
      case JourneyWork.ResolveStage resolve ->
          new JourneyInput.StageResolved(
              now,
              resolve.nodeId(),
              resolve.visit(),
              mappings.at(state.flowId(), resolve.nodeId()));
      case JourneyWork.CheckStage check -> stage(state, now).check(check);
      case JourneyWork.ChooseEdge choose -> stage(state, now).choose(choose);
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), refusal(vet));
      case JourneyWork.InPath inPath -> {
        PathSlot slot = state.slots().get(inPath.runId());
        PathOwner owner =
            new PathOwner(
                slot == null ? inPath.runId() : slot.firstRunId(),
                state.entityId(),
                state.contactId(),
                state.flowId(),
                state.nodeId());
        yield new JourneyInput.InPath(
            inPath.runId(), paths.perform(inPath.work(), slot.inline(), owner, batch, now));
      }
    };
  }

  private @Nullable Refusal refusal(JourneyWork.VetPlan vet) {
    PlanVersion plan = vet.plan();
    boolean published =
        versions.hash(vet.flowId(), plan.version()).filter(plan.hash()::equals).isPresent();
    return published
        ? null
        : new Refusal(
            Refusal.Code.INVALID,
            "plan: flow "
                + vet.flowId()
                + " has no version "
                + plan.version()
                + " with hash "
                + plan.hash());
  }

  private StageEvaluation stage(JourneyState state, Instant now) {
    return StageEvaluation.of(
        plans.journey(state.plan().hash()), state, contacts.of(state.contactId()), now);
  }
}
