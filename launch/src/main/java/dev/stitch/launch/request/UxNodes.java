package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Plans;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.VersionRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one judge of what a UX node is, for everything that positions an entity or hangs something
 * from a node. Business flows only.
 */
@Singleton
public class UxNodes {

  private static final int NAMED = 20;

  private final VersionRepository versions;
  private final Plans plans;

  UxNodes(VersionRepository versions, Plans plans) {
    this.versions = versions;
    this.plans = plans;
  }

  /**
   * A UX node.
   *
   * @param start whether journeys begin here unless told otherwise
   */
  public record UxNode(String id, String label, boolean start) {}

  /** The UX nodes of a flow's newest version, or of its draft while it has none. */
  public List<UxNode> of(Flow flow) {
    return flow.latestVersion() == null
        ? ofDraft(flow.draft())
        : ofPlan(hash(flow, flow.latestVersion()));
  }

  /** The UX nodes of a published graph, in the order in which they were drawn. */
  public List<UxNode> ofPlan(String hash) {
    var plan = plans.journey(hash);
    return plan.stages().stream()
        .map(stage -> new UxNode(stage.id(), stage.label(), stage.id().equals(plan.start())))
        .toList();
  }

  /**
   * Insists on a UX node of the flow's newest version, or of its draft while it has none.
   *
   * @param pointer the field of the request that names the node
   * @throws Refusal 422 when there is no such UX node, naming those there are
   */
  public void require(Flow flow, String uxNodeId, String pointer) {
    String where = flow.latestVersion() == null ? "the draft" : "version " + flow.latestVersion();
    require(of(flow), uxNodeId, pointer, where + " of flow '" + flow.name() + "'");
  }

  /**
   * As {@link #require(Flow, String, String)}, of the published graph that an entity is pinned to.
   */
  public void require(String planHash, String uxNodeId, String pointer) {
    require(ofPlan(planHash), uxNodeId, pointer, "the flow version of this entity");
  }

  private static void require(List<UxNode> nodes, String uxNodeId, String pointer, String where) {
    if (nodes.stream().noneMatch(node -> node.id().equals(uxNodeId))) {
      String known =
          nodes.isEmpty()
              ? "it has none"
              : "its UX nodes are "
                  + nodes.stream().map(UxNode::id).limit(NAMED).collect(Collectors.joining(", "))
                  + (nodes.size() > NAMED ? ", …" : "");
      throw Refusal.invalid(
          pointer, "'%s' is not a UX node of %s; %s".formatted(uxNodeId, where, known));
    }
  }

  private static List<UxNode> ofDraft(JsonNode graph) {
    List<UxNode> nodes = new ArrayList<>();
    for (JsonNode node : graph.path("nodes")) {
      JsonNode id = node.path("id");
      if (id.isTextual() && node.path("type").asText().equals("ux")) {
        nodes.add(
            new UxNode(id.textValue(), node.path("label").asText(id.textValue()), nodes.isEmpty()));
      }
    }
    return nodes;
  }

  private String hash(Flow flow, int version) {
    return versions
        .hash(flow.id(), version)
        .orElseThrow(() -> Refusal.notFound("version of flow " + flow.id(), version));
  }
}
