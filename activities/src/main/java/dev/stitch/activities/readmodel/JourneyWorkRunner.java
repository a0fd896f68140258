package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.ContactSnapshot;
import dev.stitch.activities.step.StepMemories;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.StepVariables;
import dev.stitch.model.StepException;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.store.flow.UxMappingRepository;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The local work of journeys: which flows are mapped here, is it over, which way leads on. */
@Singleton
class JourneyWorkRunner {

  private final UxMappingRepository mappings;
  private final VersionRepository versions;
  private final PlanLookup plans;
  private final ContactSnapshot contacts;
  private final PathWorkRunner paths;

  JourneyWorkRunner(
      UxMappingRepository mappings,
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
              now, resolve.nodeId(), resolve.visit(), mapped(state, resolve.nodeId()));
      case JourneyWork.CheckStage check -> check(check, state, now);
      case JourneyWork.ChooseEdge choose -> choose(choose, state, now);
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), refusal(vet));
      case JourneyWork.InPath inPath -> {
        PathSlot slot = state.slots().get(inPath.runId());
        PathWorkRunner.Owner owner =
            new PathWorkRunner.Owner(
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

  /** The mapping as it is now, each flow in its newest version. */
  private List<MappedFlow> mapped(JourneyState state, String nodeId) {
    return mappings.mapped(state.flowId(), nodeId).stream().map(this::mapped).toList();
  }

  private MappedFlow mapped(UxMappingRepository.Mapped flow) {
    PlanVersion plan = flow.version() == null ? null : new PlanVersion(flow.version(), flow.hash());
    return new MappedFlow(
        flow.systemFlowId(),
        flow.name(),
        plan,
        flow.position(),
        flow.input(),
        plan == null ? Isolation.CHILD : plans.path(plan.hash()).isolation());
  }

  private JourneyInput check(JourneyWork.CheckStage check, JourneyState state, Instant now) {
    JourneyPlan.Stage stage = stage(state, check.nodeId());
    ObjectNode variables = variables(state, now);
    if (check.event() != null) {
      variables.set("event", PathWorkRunner.eventVariable(check.event()));
    }
    return new JourneyInput.StageChecked(
        now,
        check.nodeId(),
        check.visit(),
        holds(stage.exitWhen(), variables),
        holds(stage.goal(), variables));
  }

  /** An expression that fails on these values does not hold: a missing field is not a reason. */
  private static boolean holds(@Nullable String expression, ObjectNode variables) {
    if (expression == null) {
      return false;
    }
    try {
      return Expressions.test(expression, variables);
    } catch (StepException e) {
      return false;
    }
  }

  private JourneyInput choose(JourneyWork.ChooseEdge choose, JourneyState state, Instant now) {
    ObjectNode variables = variables(state, now);
    List<String> why = new ArrayList<>();
    JourneyPlan.UxEdge otherwise = null;
    for (JourneyPlan.UxEdge edge : stage(state, choose.nodeId()).edges()) {
      if (edge.isDefault()) {
        otherwise = otherwise == null ? edge : otherwise;
        continue;
      }
      try {
        if (edge.condition() == null || Expressions.test(edge.condition(), variables)) {
          return new JourneyInput.EdgeChosen(now, choose.nodeId(), choose.visit(), edge.id(), null);
        }
        why.add(edge.id() + ": its condition is false");
      } catch (StepException e) {
        why.add(edge.id() + ": " + e.getMessage());
      }
    }
    return new JourneyInput.EdgeChosen(
        now,
        choose.nodeId(),
        choose.visit(),
        otherwise == null ? null : otherwise.id(),
        otherwise == null ? String.join("; ", why) : null);
  }

  private ObjectNode variables(JourneyState state, Instant now) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.set(
        "entity",
        StepVariables.entity(state.entityId(), state.flowId(), state.nodeId(), state.metadata()));
    variables.set("contact", contacts.of(state.contactId()));
    variables.putObject("input");
    variables.putObject("trigger");
    variables.putObject("steps");
    variables.put("now", now.toString());
    return variables;
  }

  private JourneyPlan.Stage stage(JourneyState state, String nodeId) {
    return plans.journey(state.plan().hash()).stage(nodeId).orElseThrow();
  }
}
