package dev.stitch.api.webhook;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.launch.request.Texts;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.model.FlowKind;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a webhook endpoint may be. */
@Singleton
class EndpointRules {

  private static final int MAX_NAME = 200;
  private static final int MAX_FIELDS = 100;
  private static final int MAX_ROUTES = 50;

  private final FlowRepository flows;
  private final UxNodes uxNodes;

  EndpointRules(FlowRepository flows, UxNodes uxNodes) {
    this.flows = flows;
    this.uxNodes = uxNodes;
  }

  /**
   * The endpoint that a client describes.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  WebhookEndpoint accepted(UUID id, EndpointRequest request) {
    Map<String, String> mapping = request.mapping() == null ? Map.of() : request.mapping();
    List<WebhookRoute> routes = request.routes() == null ? List.of() : request.routes();
    String name = Texts.trimmed(request.name());
    String event = Texts.trimmed(request.event());
    String uxNodeId = Texts.trimmed(request.uxNodeId());
    List<Fault> faults = new ArrayList<>();
    text(faults, "/name", name);
    if (event != null) {
      text(faults, "/event", event);
    }
    mapping(faults, mapping);
    routes(faults, routes);
    if (uxNodeId == null && routes.isEmpty() && event == null) {
      faults.add(
          new Fault(
              "/uxNodeId", "is required unless there are routes, or an event for live journeys"));
    }
    Flow flow = flow(faults, request.flowId());
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    if (uxNodeId != null) {
      uxNodes.require(flow, uxNodeId, "/uxNodeId");
    }
    for (int i = 0; i < routes.size(); i++) {
      uxNodes.require(flow, routes.get(i).uxNodeId(), "/routes/" + i + "/uxNodeId");
    }
    return new WebhookEndpoint(
        id,
        name,
        flow.id(),
        uxNodeId,
        mapping,
        event,
        routes,
        request.enabled() == null || request.enabled(),
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static void text(List<Fault> faults, String pointer, @Nullable String text) {
    if (text == null) {
      faults.add(new Fault(pointer, "is required"));
    } else if (text.length() > MAX_NAME) {
      faults.add(new Fault(pointer, "must be at most " + MAX_NAME + " characters"));
    }
  }

  private @Nullable Flow flow(List<Fault> faults, @Nullable UUID id) {
    if (id == null) {
      faults.add(new Fault("/flowId", "is required"));
      return null;
    }
    Flow flow = flows.find(id).orElse(null);
    if (flow == null) {
      faults.add(new Fault("/flowId", "there is no flow " + id));
    } else if (flow.kind() != FlowKind.BMC) {
      faults.add(new Fault("/flowId", "is a system flow; entities stand on business flows"));
    }
    return flow;
  }

  private static void mapping(List<Fault> faults, Map<String, String> mapping) {
    if (mapping.size() > MAX_FIELDS) {
      faults.add(new Fault("/mapping", "may have at most " + MAX_FIELDS + " fields"));
      return;
    }
    if (!mapping.containsKey("email")) {
      faults.add(
          new Fault(
              "/mapping/email", "is required: it says whom a post is about, e.g. body.email"));
    }
    mapping.forEach((field, expression) -> field(faults, field, expression));
  }

  private static void field(List<Fault> faults, String field, @Nullable String expression) {
    String pointer = "/mapping/" + field.replace("~", "~0").replace("/", "~1");
    if (MappedField.of(field).isEmpty()) {
      faults.add(
          new Fault(
              pointer,
              "is no field; there are %s, attributes.…, metadata.… and event.…"
                  .formatted(String.join(", ", MappedField.OF_CONTACT))));
    } else if (expression == null) {
      faults.add(new Fault(pointer, "must be an expression"));
    } else {
      Expressions.check(Scope.WEBHOOK, expression)
          .ifPresent(problem -> faults.add(new Fault(pointer, problem)));
    }
  }

  private static void routes(List<Fault> faults, List<WebhookRoute> routes) {
    if (routes.size() > MAX_ROUTES) {
      faults.add(new Fault("/routes", "may be at most " + MAX_ROUTES));
      return;
    }
    for (int i = 0; i < routes.size(); i++) {
      String pointer = "/routes/" + i;
      WebhookRoute route = routes.get(i);
      if (route == null) {
        faults.add(new Fault(pointer, "must be an object"));
        continue;
      }
      if (Texts.trimmed(route.uxNodeId()) == null) {
        faults.add(new Fault(pointer + "/uxNodeId", "is required"));
      }
      if (Texts.trimmed(route.when()) == null) {
        faults.add(new Fault(pointer + "/when", "is required"));
      } else {
        Expressions.checkCondition(Scope.WEBHOOK, route.when())
            .ifPresent(problem -> faults.add(new Fault(pointer + "/when", problem)));
      }
    }
  }
}
