package dev.stitch.launch.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunVersion;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.machine.PlanVersion;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkCandidates;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where a migration of many takes the journeys of each flow. It is settled when the migration is
 * accepted, so that a version that is published meanwhile changes nothing for the rest.
 */
@Singleton
public class BulkMigrations {

  /** The member of an operation's request that has the version of each flow. */
  static final String PLANS = "plans";

  /**
   * The member of an operation's request that has the newest version when journeys were chosen for
   * where they stood; left out when they were chosen otherwise.
   */
  static final String UP_TO = "upToVersion";

  private final FlowRepository flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;

  BulkMigrations(FlowRepository flows, RunVersions versions, UxNodes uxNodes) {
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
  }

  /**
   * Versions to go to.
   *
   * @param plans by the flow's id
   * @param ways from which UX nodes there is a way to them
   */
  record Targets(ObjectNode plans, List<BulkCandidates.Way> ways) {}

  /**
   * The versions that journeys of these flows go to; a flow that has no such version has none.
   *
   * @throws Refusal when no version is named, or none of the flows has it
   */
  Targets targets(Collection<UUID> flowIds, BulkSettings.Migrate migrate) {
    if (migrate.version() == null) {
      throw Refusal.invalid("/version", "is required: a version's number, or \"latest\"");
    }
    ObjectNode plans = Jsonb.object();
    List<BulkCandidates.Way> ways = new ArrayList<>();
    @Nullable Refusal refused = null;
    for (Flow flow : flowIds.stream().map(flows::find).flatMap(Optional::stream).toList()) {
      try {
        RunVersion version = versions.published(flow, migrate.version());
        plans.set(flow.id().toString(), Jsonb.tree(version.plan()));
        sources(version, migrate.nodeMap())
            .forEach(node -> ways.add(new BulkCandidates.Way(flow.id(), version.number(), node)));
      } catch (Refusal none) {
        refused = none;
      }
    }
    if (plans.isEmpty() && refused != null) {
      throw refused;
    }
    return new Targets(plans, ways);
  }

  /** The UX nodes, of whatever version, from which there is a way to one of this version. */
  private Set<String> sources(RunVersion version, Map<String, String> nodeMap) {
    Set<String> there = new HashSet<>();
    uxNodes.ofPlan(version.hash()).forEach(node -> there.add(node.id()));
    Set<String> sources = new HashSet<>(there);
    nodeMap.forEach(
        (from, to) -> {
          if (there.contains(to)) {
            sources.add(from);
          } else {
            sources.remove(from);
          }
        });
    return sources;
  }

  /** The newest version that a journey may follow to be taken along; null for any. */
  public static @Nullable Integer upTo(JsonNode request) {
    return request.has(UP_TO) ? request.get(UP_TO).intValue() : null;
  }

  /** The version that an accepted migration takes the journeys of a flow to. */
  public static PlanVersion plan(JsonNode request, UUID flowId) {
    JsonNode plan = request.path(PLANS).path(flowId.toString());
    return new PlanVersion(plan.path("version").intValue(), plan.path("hash").textValue());
  }
}
