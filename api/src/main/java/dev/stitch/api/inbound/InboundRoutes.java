package dev.stitch.api.inbound;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.Texts;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.model.EmailAddress;
import dev.stitch.model.FlowKind;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.mail.InboundRoute;
import dev.stitch.store.mail.InboundRouteRepository;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/** What an inbound route may be. */
@Singleton
public class InboundRoutes {

  private final InboundRouteRepository repository;
  private final FlowRepository flows;
  private final UxNodes uxNodes;

  InboundRoutes(InboundRouteRepository repository, FlowRepository flows, UxNodes uxNodes) {
    this.repository = repository;
    this.flows = flows;
    this.uxNodes = uxNodes;
  }

  InboundRoute get(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("inbound route", id));
  }

  /**
   * Leads an address to a UX node; an address has one route, the newest.
   *
   * @throws ApiProblem 422 naming the field that is not acceptable
   */
  public InboundRoute put(String address, UUID flowId, String uxNodeId) {
    return put(new InboundRouteRequest(address, flowId, uxNodeId));
  }

  InboundRoute put(InboundRouteRequest request) {
    String address = Texts.trimmed(request.address());
    if (address == null) {
      throw ApiProblem.invalid("/address", "is required");
    }
    String lower = address.toLowerCase(Locale.ROOT);
    if (!EmailAddress.valid(lower)) {
      throw ApiProblem.invalid(
          "/address", "'" + Texts.shortened(address) + "' is not an e-mail address");
    }
    if (request.flowId() == null) {
      throw ApiProblem.invalid("/flowId", "is required");
    }
    if (request.uxNodeId() == null) {
      throw ApiProblem.invalid("/uxNodeId", "is required");
    }
    Flow flow =
        flows
            .find(request.flowId())
            .orElseThrow(
                () -> ApiProblem.invalid("/flowId", "there is no flow " + request.flowId()));
    if (flow.kind() != FlowKind.BMC) {
      throw ApiProblem.invalid("/flowId", "is a system flow; entities stand on business flows");
    }
    uxNodes.require(flow, request.uxNodeId(), "/uxNodeId");
    return repository.put(lower, flow.id(), request.uxNodeId());
  }

  void remove(UUID id) {
    if (!repository.remove(id)) {
      throw ApiProblem.notFound("inbound route", id);
    }
  }
}
