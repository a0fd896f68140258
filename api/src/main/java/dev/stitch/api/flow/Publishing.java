package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Revision;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Plans;
import dev.stitch.graph.TestGraphs;
import dev.stitch.graph.Validation;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.bulk.BulkActs.AcceptedAct;
import dev.stitch.launch.request.SavedMails;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.authoring.MailTemplateUses;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.GraphRepository;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes versions of drafts. */
@Singleton
public class Publishing {

  static final int MAX_NOTES = 10_000;

  private final Database database;
  private final Flows flows;
  private final VersionRepository versions;
  private final GraphRepository graphs;
  private final Plans plans;
  private final FlowCalls calls;
  private final SavedMails savedMails;
  private final MailTemplateUses mailUses;
  private final LeftStages leftStages;
  private final Launcher launcher;

  Publishing(
      Database database,
      Flows flows,
      VersionRepository versions,
      GraphRepository graphs,
      Plans plans,
      FlowCalls calls,
      SavedMails savedMails,
      MailTemplateUses mailUses,
      LeftStages leftStages,
      Launcher launcher) {
    this.database = database;
    this.flows = flows;
    this.versions = versions;
    this.graphs = graphs;
    this.plans = plans;
    this.calls = calls;
    this.savedMails = savedMails;
    this.mailUses = mailUses;
    this.leftStages = leftStages;
    this.launcher = launcher;
  }

  /**
   * What a client may say when it publishes.
   *
   * @param nodeMap where those go who stand at a stage that the version does not have: its id to
   *     that of a stage of the version
   * @param stay stages that the version does not have whose people go on in the version that they
   *     are in. With {@code nodeMap} or this, each such stage with people in it is named
   */
  @Schema(name = "PublishRequest")
  public record PublishRequest(
      @Nullable String notes, @Nullable Map<String, String> nodeMap, @Nullable List<String> stay) {

    static final PublishRequest DEFAULT = new PublishRequest(null, null, null);

    private Optional<LeftStages.Choices> choices() {
      return LeftStages.Choices.of(nodeMap, stay);
    }
  }

  /**
   * The version that the draft's content has.
   *
   * @param bulkOperationId what takes those there who go to it; null when nobody does
   * @param created false when this content was published before; that version is the newest again
   */
  @Schema(name = "Published")
  public record Published(
      int version,
      String hash,
      @Nullable String notes,
      Instant publishedAt,
      boolean created,
      @Nullable UUID bulkOperationId,
      List<GraphProblem> warnings) {}

  /**
   * Publishes the draft as it is, for other parts of the program.
   *
   * @param notes what the version's list says of it
   * @param actor who publishes, as the audit log names people
   */
  public Published publish(UUID id, String notes, String actor) {
    return publish(id, null, new PublishRequest(notes, null, null), actor);
  }

  /**
   * Publishes the draft as it is.
   *
   * @param ifMatch the draft that the client has seen, when it wants to be sure
   * @param actor who publishes, as the audit log names people
   * @throws ApiProblem 422 with everything that validation finds wrong
   */
  Published publish(
      UUID id, @Nullable String ifMatch, @Nullable PublishRequest request, String actor) {
    PublishRequest said = request == null ? PublishRequest.DEFAULT : request;
    String notes = said.notes();
    if (notes != null && notes.length() > MAX_NOTES) {
      throw ApiProblem.invalid("/notes", "must be at most " + MAX_NOTES + " characters");
    }
    Outcome outcome =
        database.transaction(
            () -> {
              Flow flow = flows.getForUpdate(id);
              Revision.requireIfGiven(ifMatch, flow.draftRevision());
              return publish(flow, said, actor);
            });
    outcome.moving().flatMap(AcceptedAct::launch).ifPresent(launcher::startOrLeave);
    return outcome.published();
  }

  /** What was written; who moves is told to go once that is committed. */
  private record Outcome(Published published, Optional<AcceptedAct> moving) {}

  /** A later build may compile the graph differently; what runs it then still runs this plan. */
  private void keepPlan(FlowKind kind, String hash) {
    switch (kind) {
      case BMC -> plans.journey(hash);
      case SYSTEM -> plans.path(hash);
    }
  }

  private Outcome publish(Flow flow, PublishRequest said, String actor) {
    String notes = said.notes();
    SavedMails.OfGraph resolved = savedMails.resolve(flow.draft());
    JsonNode graph = TestGraphs.unpinned(resolved.graph());
    Validation validation =
        Graphs.validate(GraphFaults.kind(flow.kind()), graph, flow.inputSchema());
    List<GraphProblem> errors = resolved.errors(validation);
    if (!errors.isEmpty()) {
      throw ApiProblem.invalid(GraphFaults.of(flow.draft(), errors));
    }
    List<GraphProblem> calling = calls.problems(flow);
    if (!calling.isEmpty()) {
      throw ApiProblem.invalid(GraphFaults.of(flow.draft(), calling));
    }
    String hash = Graphs.hash(graph);
    Optional<FlowVersion> same = versions.find(flow.id(), hash, flow.inputSchema());
    FlowVersion version =
        same.orElseGet(
            () -> {
              graphs.keep(hash, flow.kind(), graph);
              keepPlan(flow.kind(), hash);
              return versions.insert(flow.id(), hash, graph, flow.inputSchema(), notes);
            });
    versions.makeLatest(version, actor, notes);
    mailUses.replaceOfFlow(flow.id(), resolved.pinned());
    Optional<AcceptedAct> moving =
        said.choices().flatMap(all -> leftStages.migrate(flow, version, all, actor));
    Published published =
        new Published(
            version.version(),
            version.hash(),
            version.notes(),
            version.publishedAt(),
            same.isEmpty(),
            moving.map(AcceptedAct::operationId).orElse(null),
            resolved.warnings(validation));
    return new Outcome(published, moving);
  }
}
