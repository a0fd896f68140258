package dev.stitch.api.flow;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxMappingRequest.Item;
import dev.stitch.store.Database;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowKind;
import dev.stitch.store.flow.UxMapping;
import dev.stitch.store.flow.UxMappingRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Which system flows run when an entity reaches a UX node. */
@Singleton
public class UxMappings {

  /** Mappings in one request. */
  static final int MAX_ITEMS = 1000;

  private final Database database;
  private final Flows flows;
  private final UxNodes uxNodes;
  private final UxMappingRepository repository;

  UxMappings(Database database, Flows flows, UxNodes uxNodes, UxMappingRepository repository) {
    this.database = database;
    this.flows = flows;
    this.uxNodes = uxNodes;
    this.repository = repository;
  }

  List<UxMapping> list(UUID bmcFlowId) {
    return repository.list(flows.getBmc(bmcFlowId).id());
  }

  /** Creates or changes mappings, all or none; tells whether any is new. */
  public boolean put(UUID bmcFlowId, UxMappingRequest request) {
    Flow flow = flows.getBmc(bmcFlowId);
    if (request.mappings() == null) {
      return database.transaction(() -> put(flow, request.single(), ""));
    }
    List<Item> items = request.mappings();
    if (request.uxNodeId() != null || request.systemFlowId() != null) {
      throw ApiProblem.invalid("/mappings", "cannot stand beside a single mapping");
    }
    if (items.size() > MAX_ITEMS) {
      throw ApiProblem.invalid("/mappings", "may be at most " + MAX_ITEMS);
    }
    return database.transaction(
        () -> {
          boolean created = false;
          for (int i = 0; i < items.size(); i++) {
            created |= put(flow, items.get(i), "/mappings/" + i);
          }
          return created;
        });
  }

  /** Makes these, in this order, the only flows of a node. */
  void replace(UUID bmcFlowId, String uxNodeId, @Nullable List<UUID> systemFlowIds) {
    Flow flow = flows.getBmc(bmcFlowId);
    if (systemFlowIds == null) {
      throw ApiProblem.invalid("/systemFlowIds", "is required");
    }
    if (systemFlowIds.size() > MAX_ITEMS) {
      throw ApiProblem.invalid("/systemFlowIds", "may be at most " + MAX_ITEMS);
    }
    if (new HashSet<>(systemFlowIds).size() < systemFlowIds.size()) {
      throw ApiProblem.invalid("/systemFlowIds", "names a flow twice");
    }
    database.transaction(
        () -> {
          repository.retain(flow.id(), uxNodeId, systemFlowIds);
          for (int i = 0; i < systemFlowIds.size(); i++) {
            put(flow, new Item(uxNodeId, systemFlowIds.get(i), i, null), "/systemFlowIds/" + i);
          }
        });
  }

  void remove(UUID bmcFlowId, String uxNodeId, UUID systemFlowId) {
    Flow flow = flows.getBmc(bmcFlowId);
    if (!repository.delete(flow.id(), uxNodeId, systemFlowId)) {
      throw ApiProblem.notFound("mapping of node '" + uxNodeId + "' to flow", systemFlowId);
    }
  }

  private boolean put(Flow flow, @Nullable Item item, String pointer) {
    if (item == null || item.uxNodeId() == null || item.uxNodeId().isBlank()) {
      throw ApiProblem.invalid(pointer + "/uxNodeId", "is required");
    }
    if (item.systemFlowId() == null) {
      throw ApiProblem.invalid(pointer + "/systemFlowId", "is required");
    }
    if (item.position() != null && item.position() < 0) {
      throw ApiProblem.invalid(pointer + "/position", "must not be negative");
    }
    uxNodes.require(flow, item.uxNodeId(), pointer + "/uxNodeId");
    Flow system = flows.get(item.systemFlowId());
    if (system.kind() != FlowKind.SYSTEM) {
      throw ApiProblem.invalid(
          pointer + "/systemFlowId",
          "flow '" + system.name() + "' is a business flow; only system flows can be mapped");
    }
    return repository.put(flow.id(), item.uxNodeId(), system.id(), item.position(), item.input());
  }
}
