package dev.stitch.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.evaluation.PathEvaluation;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.evaluation.StageEvaluation;
import dev.stitch.evaluation.StorableOutcome;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import java.time.Duration;
import java.time.Instant;

/**
 * Work as production evaluates it, without its outside: expressions and templates are the real
 * ones, steps that only compute are carried out, and outward ones come to what they foresee, or to
 * what is assumed.
 */
public final class EvaluatedWork implements WorkResults {

  private final PlanLookup plans;
  private final Mappings mappings;
  private final SimulatedContact contact;
  private final Assumptions assumptions;
  private final Draws draws;
  private final Listener listener;

  /** Hears of the steps that are carried out. */
  interface Listener {

    /** What a step would do. */
    void foresaw(PathState path, PathPlan.Step step, StepPreview preview);

    /** Only the outside knows what the step comes to, and nothing is assumed of it. */
    void unknown(PathState path, PathPlan.Step step);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void foresaw(PathState path, PathPlan.Step step, StepPreview preview) {}

        @Override
        public void unknown(PathState path, PathPlan.Step step) {}
      };

  /**
   * Without any assumption.
   *
   * @param contact what expressions see as {@code contact}; an empty object when there is none
   */
  public EvaluatedWork(PlanLookup plans, Mappings mappings, JsonNode contact) {
    this(
        plans,
        mappings,
        new SimulatedContact(contact),
        Assumptions.NONE,
        new Draws(0, null),
        NOBODY);
  }

  EvaluatedWork(
      PlanLookup plans,
      Mappings mappings,
      SimulatedContact contact,
      Assumptions assumptions,
      Draws draws,
      Listener listener) {
    this.plans = plans;
    this.mappings = mappings;
    this.contact = contact;
    this.assumptions = assumptions;
    this.draws = draws;
    this.listener = listener;
  }

  @Override
  public JourneyInput ofStage(JourneyWork work, JourneyState state, Instant now) {
    return switch (work) {
      case JourneyWork.ResolveStage resolve ->
          new JourneyInput.StageResolved(
              now,
              resolve.nodeId(),
              resolve.visit(),
              mappings.of(state.flowId(), resolve.nodeId()));
      case JourneyWork.CheckStage check -> stage(state, now).check(check);
      case JourneyWork.ChooseEdge choose -> stage(state, now).choose(choose);
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), null);
      case JourneyWork.InPath inPath ->
          throw new IllegalArgumentException("it is the work of a path: " + inPath);
    };
  }

  private StageEvaluation stage(JourneyState state, Instant now) {
    return StageEvaluation.of(plans.journey(state.plan().hash()), state, contact.fields(), now);
  }

  @Override
  public PathInput ofPath(PathWork work, PathState path, PathOwner owner, Instant now) {
    return switch (work) {
      case PathWork.ExecuteStep execute ->
          new PathInput.StepEnded(
              now, execute.nodeId(), outcome(step(path, execute.nodeId(), owner, now)), 1);
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(
              now,
              match.nodeId(),
              match.event().id(),
              PathEvaluation.matches(path, match, () -> variables(path, owner, now)));
    };
  }

  @Override
  public Duration duration(PathState path, String nodeId) {
    Assumptions.Step assumed = assumptions.steps().get(nodeId);
    return assumed == null ? Duration.ZERO : assumed.duration();
  }

  private PureStep step(PathState path, String nodeId, PathOwner owner, Instant now) {
    PathPlan.Step step = plans.path(path.planHash()).step(nodeId).orElseThrow();
    return new PureStep(step, path, owner, variables(path, owner, now), now);
  }

  private ObjectNode variables(PathState path, PathOwner owner, Instant now) {
    ObjectNode variables = owner.variables(path);
    variables.set("contact", contact.fields());
    variables.put("now", now.toString());
    return variables;
  }

  private StepOutcome outcome(PureStep step) {
    try {
      return StorableOutcome.of(carriedOut(step));
    } catch (StepException e) {
      return PathEvaluation.failed(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("the simulation was interrupted", e);
    } catch (RuntimeException e) {
      return PathEvaluation.defect(step.step().type());
    }
  }

  private StepOutcome carriedOut(PureStep step) throws StepException, InterruptedException {
    StepPreview preview = type(step).preview(step);
    listener.foresaw(step.path(), step.step(), preview);
    if (preview instanceof StepPreview.ContactWrite write && contact.is(write.contactId())) {
      contact.write(write.patch(), step.now());
    }
    Assumptions.Step assumed = assumptions.steps().get(step.step().id());
    if (assumed != null && !assumed.outcomes().isEmpty()) {
      return draws
          .pick(
              step.runId() + "/" + step.step().id(),
              assumed.outcomes(),
              Assumptions.Weighted::weight)
          .outcome();
    }
    if (preview.outcome() == null) {
      listener.unknown(step.path(), step.step());
      return StepOutcome.completed(null);
    }
    return preview.outcome();
  }

  private static StepType type(PureStep step) throws StepException {
    return StepTypes.find(step.step().type())
        .orElseThrow(
            () ->
                new StepException(
                    FailureCode.INTERNAL,
                    "this process does not know the step type " + step.step().type()));
  }
}
