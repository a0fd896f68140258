package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.api.connection.ConnectionNeeds;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxNodes.UxNode;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Problem;
import dev.stitch.graph.Validation;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.StageCount;
import dev.stitch.store.flow.StageCounts;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What is told of a flow besides itself. */
@Singleton
class FlowViews {

  private final Flows flows;
  private final VersionRepository versions;
  private final UxNodes uxNodes;
  private final StageCounts counts;
  private final ConnectionNeeds connections;

  FlowViews(
      Flows flows,
      VersionRepository versions,
      UxNodes uxNodes,
      StageCounts counts,
      ConnectionNeeds connections) {
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.counts = counts;
    this.connections = connections;
  }

  /** What validation says of a graph. */
  @Schema(name = "GraphFindings")
  public record Findings(
      boolean valid, List<Problem> errors, List<Problem> warnings, List<String> uxSpine) {}

  /**
   * How many entities stand at a UX node.
   *
   * @param label null for a node that the newest version does not have any more
   */
  @Schema(name = "Stage")
  public record Stage(
      String uxNodeId, @Nullable String label, SortedMap<String, Long> counts, long total) {}

  static Findings findings(ValidateRequest request) {
    if (request.kind() == null) {
      throw ApiProblem.invalid("/kind", "is required: bmc or system");
    }
    if (request.graph() == null) {
      throw ApiProblem.invalid("/graph", "is required");
    }
    Validation validation = Graphs.validate(GraphFaults.kind(request.kind()), request.graph());
    return new Findings(
        validation.valid(), validation.errors(), validation.warnings(), validation.uxSpine());
  }

  RunForm runForm(UUID id) {
    Flow flow = flows.get(id);
    Optional<FlowVersion> newest =
        Optional.ofNullable(flow.latestVersion()).flatMap(latest -> versions.find(id, latest));
    return RunForm.of(
        connections.of(newest.map(FlowVersion::graph).orElse(flow.draft())),
        newest.isPresent() ? newest.get().inputSchema() : flow.inputSchema(),
        JsonNodeFactory.instance.objectNode());
  }

  /** The stages in spine order, then those that only older versions have. */
  List<Stage> stages(UUID id) {
    Flow flow = flows.getBmc(id);
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, SortedMap<String, Long>> stages = new LinkedHashMap<>();
    String start = null;
    for (UxNode node : uxNodes.of(flow)) {
      labels.put(node.id(), node.label());
      stages.put(node.id(), new TreeMap<>());
      start = node.start() ? node.id() : start;
    }
    for (StageCount count : counts.of(id)) {
      String node = count.uxNodeId() == null ? start : count.uxNodeId();
      stages
          .computeIfAbsent(node, unknown -> new TreeMap<>())
          .merge(count.status(), count.count(), Long::sum);
    }
    return stages.entrySet().stream()
        .map(
            stage ->
                new Stage(
                    stage.getKey(),
                    labels.get(stage.getKey()),
                    stage.getValue(),
                    stage.getValue().values().stream().mapToLong(Long::longValue).sum()))
        .toList();
  }
}
