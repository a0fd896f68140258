package dev.stitch.api.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.blueprint.Blueprint.SystemFlow;
import dev.stitch.api.flow.FlowRequest;
import dev.stitch.api.flow.Flows;
import dev.stitch.api.flow.Publishing;
import dev.stitch.api.flow.UxMappingRequest;
import dev.stitch.api.flow.UxMappings;
import dev.stitch.api.inbound.InboundRoutes;
import dev.stitch.graph.Graphs;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.blueprint.BlueprintRepository;
import dev.stitch.store.blueprint.InstalledFlow;
import dev.stitch.store.flow.Flow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and publishes the flows of a blueprint. Doing it again changes nothing, and what people
 * have changed since in a flow, or in what is mapped where, stays as they want it.
 */
@Singleton
class Installation {

  private final Database database;
  private final BlueprintRepository repository;
  private final Flows flows;
  private final Publishing publishing;
  private final UxMappings mappings;
  private final InboundRoutes routes;

  Installation(
      Database database,
      BlueprintRepository repository,
      Flows flows,
      Publishing publishing,
      UxMappings mappings,
      InboundRoutes routes) {
    this.database = database;
    this.repository = repository;
    this.flows = flows;
    this.publishing = publishing;
    this.mappings = mappings;
    this.routes = routes;
  }

  /** What became of the blueprint's flows, by their names in it. */
  record Outcome(Map<String, Flow> flows, boolean changed) {}

  /** Takes part in the surrounding transaction, or is one. */
  Outcome install(Blueprint blueprint, String actor) {
    return database.transaction(
        () -> {
          repository.lock(blueprint.id());
          return new Work(blueprint, actor).outcome();
        });
  }

  private enum Change {
    NONE,
    RENEWED,
    MADE
  }

  /** One installation under way. */
  private final class Work {

    private final Blueprint blueprint;
    private final String actor;
    private final Map<String, Flow> done = new LinkedHashMap<>();
    private final Map<String, Change> changes = new HashMap<>();

    Work(Blueprint blueprint, String actor) {
      this.blueprint = blueprint;
      this.actor = actor;
    }

    Outcome outcome() {
      if (blueprint.businessFlow() != null) {
        part(FlowKind.BMC, blueprint.businessFlow().name(), blueprint.businessFlow().graph(), null);
      }
      for (SystemFlow flow : blueprint.systemFlows()) {
        part(FlowKind.SYSTEM, flow.name(), calling(flow.graph()), flow.inputSchema());
      }
      if (blueprint.businessFlow() != null) {
        Flow main = done.get(blueprint.mainFlow());
        blueprint.systemFlows().forEach(flow -> map(main, flow));
        if (blueprint.inboundRoute() != null) {
          routes.put(
              blueprint.inboundRoute().address(), main.id(), blueprint.inboundRoute().uxNodeId());
        }
      }
      return new Outcome(done, changes.values().stream().anyMatch(change -> change != Change.NONE));
    }

    private void part(FlowKind kind, String name, JsonNode graph, @Nullable ObjectNode schema) {
      String hash = Graphs.hash(graph);
      Optional<InstalledFlow> known = repository.find(blueprint.id(), name);
      FlowRequest request = new FlowRequest(name, kind, (ObjectNode) graph, schema, null);
      UUID id;
      Change change;
      if (known.isEmpty()) {
        id = flows.create(request).id();
        change = Change.MADE;
      } else {
        id = known.get().flowId();
        boolean untouched = Graphs.hash(flows.get(id).draft()).equals(known.get().graphHash());
        boolean renewed = untouched && !known.get().graphHash().equals(hash);
        if (renewed) {
          flows.replaceDraft(id, request.graph());
        }
        change = renewed ? Change.RENEWED : Change.NONE;
      }
      if (change != Change.NONE) {
        publishing.publish(id, "From the blueprint “" + blueprint.title() + "”", actor);
        repository.put(new InstalledFlow(blueprint.id(), name, id, hash));
      }
      changes.put(name, change);
      done.put(name, flows.get(id));
    }

    /** Only what is new: somebody may have taken a known flow away from its node. */
    private void map(Flow main, SystemFlow flow) {
      boolean isNew =
          changes.get(flow.name()) == Change.MADE
              || changes.get(blueprint.mainFlow()) == Change.MADE;
      if (flow.uxNodeId() != null && isNew) {
        UUID systemFlow = done.get(flow.name()).id();
        mappings.put(
            main.id(),
            new UxMappingRequest(
                null,
                null,
                null,
                null,
                List.of(new UxMappingRequest.Item(flow.uxNodeId(), systemFlow, 0, null))));
      }
    }

    /** A graph whose steps call flows by their ids instead of their names. */
    private JsonNode calling(JsonNode graph) {
      JsonNode copy = graph.deepCopy();
      for (JsonNode node : copy.path("nodes")) {
        String called = node.path("data").path("flowId").asText();
        if (called.startsWith(Blueprint.FLOW)) {
          Flow flow = done.get(called.substring(Blueprint.FLOW.length()));
          ((ObjectNode) node.path("data")).put("flowId", flow.id().toString());
        }
      }
      return copy;
    }
  }
}
