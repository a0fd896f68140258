package dev.stitch.machine;

import dev.stitch.evaluation.PathOwner;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.simulation.SimulatedPath;
import dev.stitch.simulation.WorkResults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Draws what work comes to; a node's mapping stays as it was drawn first. */
final class RandomResults implements WorkResults {

  private final PlanLookup plans;
  private final List<PlanVersion> pathVersions;
  private final Random random;
  private final RandomPlans draw;
  private final Map<String, List<MappedFlow>> mapping = new HashMap<>();

  RandomResults(PlanLookup plans, List<PlanVersion> pathVersions, Random random) {
    this.plans = plans;
    this.pathVersions = pathVersions;
    this.random = random;
    this.draw = new RandomPlans(random);
  }

  /** Of paths alone. */
  RandomResults(Random random) {
    this(new TestPlans(), List.of(), random);
  }

  @Override
  public JourneyInput ofStage(JourneyWork work, JourneyState state, Instant now) {
    return switch (work) {
      case JourneyWork.ResolveStage resolve ->
          new JourneyInput.StageResolved(
              now,
              resolve.nodeId(),
              resolve.visit(),
              mapping.computeIfAbsent(resolve.nodeId(), node -> flows()));
      case JourneyWork.CheckStage check ->
          new JourneyInput.StageChecked(
              now, check.nodeId(), check.visit(), random.nextInt(12) == 0, random.nextInt(5) == 0);
      case JourneyWork.ChooseEdge choose -> chosen(choose, state, now);
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), null);
      case JourneyWork.InPath inPath -> throw new AssertionError("the work of a path: " + inPath);
    };
  }

  private JourneyInput chosen(JourneyWork.ChooseEdge choose, JourneyState state, Instant now) {
    Optional<JourneyPlan.UxEdge> edge =
        plans.journey(state.plan().hash()).stage(choose.nodeId()).stream()
            .flatMap(stage -> stage.edges().stream())
            .filter(any -> random.nextInt(3) > 0)
            .findFirst();
    return new JourneyInput.EdgeChosen(
        now,
        choose.nodeId(),
        choose.visit(),
        edge.map(JourneyPlan.UxEdge::id).orElse(null),
        edge.isPresent() ? null : "no condition is true");
  }

  private List<MappedFlow> flows() {
    List<MappedFlow> flows = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      flows.add(
          TestPlans.flow(
              "flow-" + i,
              random.nextInt(25) == 0 ? null : draw.pick(pathVersions).hash(),
              random.nextInt(2),
              random.nextBoolean() ? Isolation.INLINE : Isolation.CHILD));
    }
    return flows;
  }

  @Override
  public PathInput ofPath(PathWork work, PathState path, PathOwner owner, Instant now) {
    return ofPath(work, now);
  }

  PathInput ofPath(PathWork work, Instant now) {
    return switch (work) {
      case PathWork.ExecuteStep step ->
          new PathInput.StepEnded(now, step.nodeId(), draw.outcome(now), 1 + random.nextInt(3));
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(now, match.nodeId(), match.event().id(), random.nextBoolean());
    };
  }

  /** Does one piece of work: local work in the order in which it was asked for, remote in any. */
  void workIn(SimulatedPath path, Instant now) {
    Optional<PathWork> next =
        path.remote().isEmpty() || random.nextBoolean() ? path.poll() : Optional.empty();
    if (next.isPresent()) {
      path.perform(next.get(), now);
    } else if (!path.remote().isEmpty()) {
      path.finish(draw.pick(path.remote()), now);
    }
  }
}
