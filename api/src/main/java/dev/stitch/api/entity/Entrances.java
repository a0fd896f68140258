package dev.stitch.api.entity;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.InboundJourneys.Entrance;
import dev.stitch.launch.request.RunVersion;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds where contacts can arrive, and tells clients why they cannot. */
@Singleton
public class Entrances {

  private final FlowRepository flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;

  Entrances(FlowRepository flows, RunVersions versions, UxNodes uxNodes) {
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
  }

  /**
   * The entrance at a UX node.
   *
   * @throws ApiProblem 409 when the flow was never published, 422 when its newest version has no
   *     such UX node
   */
  public Entrance require(UUID flowId, String uxNodeId) {
    Flow flow = flows.find(flowId).orElseThrow(() -> ApiProblem.notFound("flow", flowId));
    RunVersion version = versions.latest(flow);
    uxNodes.require(version.hash(), uxNodeId, "/uxNodeId");
    return new Entrance(flowId, version.plan(), uxNodeId);
  }
}
