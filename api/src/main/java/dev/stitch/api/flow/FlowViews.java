package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import dev.stitch.launch.request.ConnectionNeeds;
import dev.stitch.launch.request.SavedMails;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.VersionRepository;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is told of a flow besides itself. */
@Singleton
class FlowViews {

  private final Flows flows;
  private final VersionRepository versions;
  private final ConnectionNeeds connections;
  private final SavedMails savedMails;

  FlowViews(
      Flows flows, VersionRepository versions, ConnectionNeeds connections, SavedMails savedMails) {
    this.flows = flows;
    this.versions = versions;
    this.connections = connections;
    this.savedMails = savedMails;
  }

  /** What validation says of a graph. */
  @Schema(name = "GraphFindings")
  public record Findings(
      boolean valid,
      List<GraphProblem> errors,
      List<GraphProblem> warnings,
      List<String> uxSpine) {}

  Findings findings(ValidateRequest request) {
    if (request.kind() == null) {
      throw ApiProblem.invalid("/kind", "is required: bmc or system");
    }
    if (request.graph() == null) {
      throw ApiProblem.invalid("/graph", "is required");
    }
    SavedMails.OfGraph resolved = savedMails.resolve(request.graph());
    Validation validation =
        Graphs.validate(GraphFaults.kind(request.kind()), resolved.graph(), request.inputSchema());
    List<GraphProblem> errors = resolved.errors(validation);
    return new Findings(
        errors.isEmpty(), errors, resolved.warnings(validation), validation.uxSpine());
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
}
