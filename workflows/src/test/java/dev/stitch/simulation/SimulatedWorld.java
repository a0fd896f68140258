package dev.stitch.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.graph.Graphs;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Rules;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Graphs, their mapping and a contact, for a simulation to start from. */
final class SimulatedWorld implements PlanLookup {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static final UUID FLOW = new UUID(0, 3);

  private final JourneyPlan journey;
  private final Map<String, PathPlan> paths = new HashMap<>();
  private final Map<String, List<MappedFlow>> mapping = new HashMap<>();
  private JsonNode contact = JsonNodeFactory.instance.objectNode();

  private SimulatedWorld(JsonNode spine) {
    journey = Graphs.compileJourney(spine);
  }

  static SimulatedWorld of(JsonNode spine) {
    return new SimulatedWorld(spine);
  }

  SimulatedWorld maps(String uxNodeId, String name, JsonNode graph) {
    PathPlan plan = Graphs.compilePath(graph);
    paths.put(plan.hash(), plan);
    List<MappedFlow> flows = mapping.computeIfAbsent(uxNodeId, node -> new ArrayList<>());
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    flows.add(
        new MappedFlow(
            id, name, new PlanVersion(1, plan.hash()), flows.size(), null, plan.isolation()));
    return this;
  }

  SimulatedWorld contact(JsonNode fields) {
    contact = fields;
    return this;
  }

  Timeline run(long seed, Assumptions assumptions, Duration time) {
    return run(new UUID(0, 1), seed, assumptions, time);
  }

  Timeline run(UUID entityId, long seed, Assumptions assumptions, Duration time) {
    JourneyState initial =
        JourneyState.initial(
            Rules.CURRENT,
            entityId,
            new UUID(0, 2),
            FLOW,
            new PlanVersion(1, journey.hash()),
            null);
    return Simulation.of(
            this, (flow, node) -> mapping.getOrDefault(node, List.of()), seed, assumptions)
        .run(initial, contact, START, START.plus(time));
  }

  @Override
  public JourneyPlan journey(String hash) {
    return journey;
  }

  @Override
  public PathPlan path(String hash) {
    return Optional.ofNullable(paths.get(hash)).orElseThrow();
  }
}
