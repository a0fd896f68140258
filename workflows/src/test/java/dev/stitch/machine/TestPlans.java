package dev.stitch.machine;

import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plans by hash, as a process cache would hold them. */
final class TestPlans implements PlanLookup {

  private final Map<String, JourneyPlan> journeys = new HashMap<>();
  private final Map<String, PathPlan> paths = new HashMap<>();

  TestPlans with(JourneyPlan plan) {
    journeys.put(plan.hash(), plan);
    return this;
  }

  TestPlans with(PathPlan plan) {
    paths.put(plan.hash(), plan);
    return this;
  }

  @Override
  public JourneyPlan journey(String hash) {
    return Optional.ofNullable(journeys.get(hash)).orElseThrow();
  }

  @Override
  public PathPlan path(String hash) {
    return Optional.ofNullable(paths.get(hash)).orElseThrow();
  }

  /** A flow whose plan has this hash, or one that was never published. */
  static MappedFlow flow(String name, String hash, int position, Isolation isolation) {
    return new MappedFlow(
        flowId(name),
        name,
        hash == null ? null : new PlanVersion(1, hash),
        position,
        null,
        isolation);
  }

  static UUID flowId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
