package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.TestGraphs;
import dev.stitch.model.FlowKind;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.GraphRepository;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/** Which version of a flow a request means: a number, {@code latest} or {@code draft}. */
@Singleton
public class RunVersions {

  private final VersionRepository versions;
  private final GraphRepository graphs;
  private final SavedMails savedMails;

  RunVersions(VersionRepository versions, GraphRepository graphs, SavedMails savedMails) {
    this.versions = versions;
    this.graphs = graphs;
    this.savedMails = savedMails;
  }

  /**
   * The newest published version.
   *
   * @throws Refusal 409 when the flow was never published
   */
  public RunVersion latest(Flow flow) {
    if (flow.latestVersion() == null) {
      throw Refusal.conflict(
          "Flow '" + flow.name() + "' was never published: publish it before it runs.");
    }
    return numbered(flow, flow.latestVersion());
  }

  /**
   * A published version, as entities can be pinned to.
   *
   * @param asked a number or {@code latest}; null for the latest
   * @throws Refusal 409 never published; 422 unknown version
   */
  public RunVersion published(Flow flow, @Nullable JsonNode asked) {
    RunVersion latest = latest(flow);
    if (asked == null || "latest".equals(asked.textValue())) {
      return latest;
    }
    if (asked.isTextual()) {
      throw Refusal.invalid("/version", "must be " + words(flow));
    }
    if (!asked.isInt()) {
      throw Refusal.unreadable("/version", "must be " + words(flow));
    }
    return numbered(flow, asked.intValue());
  }

  /**
   * The version that a system flow's run takes.
   *
   * @param asked as in {@link #published}, or {@code draft}
   * @throws Refusal as {@link #published}, and 422 when the draft is not valid
   */
  public RunVersion runnable(Flow flow, @Nullable JsonNode asked) {
    return asked != null && "draft".equals(asked.textValue())
        ? draft(flow)
        : published(flow, asked);
  }

  private RunVersion numbered(Flow flow, int number) {
    return versions
        .find(flow.id(), number)
        .map(RunVersion::of)
        .orElseThrow(
            () ->
                Refusal.invalid("/version", "flow '" + flow.name() + "' has no version " + number));
  }

  /**
   * What a test of a system flow's draft runs.
   *
   * @param pins whether steps give what is pinned
   * @param only the step that runs alone, or null for all of them
   * @throws Refusal 422 when there is no such step, or what is to run is not valid
   */
  RunVersion tested(Flow flow, boolean pins, @Nullable String only) {
    JsonNode draft = valid(flow, error -> only == null || concerns(error, only));
    if (pins) {
      refuse("/pins", TestGraphs.faults(draft));
    }
    JsonNode whole = TestGraphs.unpinned(draft);
    JsonNode tested = pins ? TestGraphs.pinned(draft) : whole;
    return kept(
        flow,
        only == null
            ? tested
            : TestGraphs.alone(whole, tested, only)
                .orElseThrow(
                    () -> Refusal.invalid(StartAt.NODE_ID, "the draft has no step " + only)));
  }

  private RunVersion draft(Flow flow) {
    return kept(flow, TestGraphs.unpinned(valid(flow, error -> true)));
  }

  private RunVersion kept(Flow flow, JsonNode graph) {
    String hash = Graphs.hash(graph);
    graphs.keep(hash, FlowKind.SYSTEM, graph);
    return new RunVersion(0, hash, flow.inputSchema());
  }

  /** The draft with the texts of saved mail, refused for the errors that matter. */
  private JsonNode valid(Flow flow, Predicate<GraphProblem> matters) {
    SavedMails.OfGraph resolved = savedMails.resolve(flow.draft());
    refuse(
        "/version",
        resolved.errors(Graphs.validate(FlowKind.SYSTEM, resolved.graph())).stream()
            .filter(matters)
            .toList());
    return resolved.graph();
  }

  /** Whether an error keeps a step from running alone: its own, or one of the graph as such. */
  private static boolean concerns(GraphProblem error, String nodeId) {
    return error.nodeId() == null ? error.edgeId() == null : error.nodeId().equals(nodeId);
  }

  private static void refuse(String pointer, List<GraphProblem> errors) {
    if (!errors.isEmpty()) {
      throw Refusal.invalid(
          errors.stream()
              .map(
                  error ->
                      new Refusal.Fault(
                          pointer, "the draft: " + error.message(), error.nodeId(), error.edgeId()))
              .toList());
    }
  }

  private static String words(Flow flow) {
    return flow.kind() == FlowKind.SYSTEM
        ? "a version's number, \"latest\" or \"draft\""
        : "a version's number or \"latest\"";
  }
}
