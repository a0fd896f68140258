package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.model.FlowKind;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.GraphRepository;
import dev.stitch.store.flow.VersionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;

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

  private RunVersion draft(Flow flow) {
    SavedMails.OfGraph resolved = savedMails.resolve(flow.draft());
    List<GraphProblem> errors = resolved.errors(Graphs.validate(FlowKind.SYSTEM, resolved.graph()));
    if (!errors.isEmpty()) {
      List<Refusal.Fault> faults =
          errors.stream()
              .map(
                  error ->
                      new Refusal.Fault(
                          "/version",
                          "the draft: " + error.message(),
                          error.nodeId(),
                          error.edgeId()))
              .toList();
      throw Refusal.invalid(faults);
    }
    String hash = Graphs.hash(resolved.graph());
    graphs.keep(hash, FlowKind.SYSTEM, resolved.graph());
    return new RunVersion(0, hash, flow.inputSchema());
  }

  private static String words(Flow flow) {
    return flow.kind() == FlowKind.SYSTEM
        ? "a version's number, \"latest\" or \"draft\""
        : "a version's number or \"latest\"";
  }
}
