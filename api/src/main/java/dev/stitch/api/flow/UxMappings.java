package dev.stitch.api.flow;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxMappingRequest.Item;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.model.FlowKind;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Database;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.UxMapping;
import dev.stitch.store.flow.UxMappingRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Which system flows run when an entity reaches a UX node. */
@Singleton
public class UxMappings {

  /** Mappings in one request. */
  static final int MAX_ITEMS = 1000;

  private final Database database;
  private final Flows flows;
  private final UxNodes uxNodes;
  private final UxMappingRepository repository;
  private final FlowRepository flowRows;

  UxMappings(
      Database database,
      Flows flows,
      UxNodes uxNodes,
      UxMappingRepository repository,
      FlowRepository flowRows) {
    this.database = database;
    this.flows = flows;
    this.uxNodes = uxNodes;
    this.repository = repository;
    this.flowRows = flowRows;
  }

  List<UxMapping> list(UUID bmcFlowId) {
    return repository.list(flows.getBmc(bmcFlowId).id());
  }

  /** Creates or changes mappings, all or none; tells whether any is new. */
  public boolean put(UUID bmcFlowId, UxMappingRequest request) {
    flows.getBmc(bmcFlowId);
    if (request.mappings() == null) {
      return database.transaction(
          () -> put(held(bmcFlowId, List.of(request.single())), request.single(), ""));
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
          Flow flow = held(bmcFlowId, items);
          boolean created = false;
          for (int i = 0; i < items.size(); i++) {
            created |= put(flow, items.get(i), "/mappings/" + i);
          }
          return created;
        });
  }

  /** Makes these, in this order, the only flows of a node. */
  void replace(UUID bmcFlowId, String uxNodeId, @Nullable List<UUID> systemFlowIds) {
    flows.getBmc(bmcFlowId);
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
          List<Item> items =
              IntStream.range(0, systemFlowIds.size())
                  .mapToObj(i -> new Item(uxNodeId, systemFlowIds.get(i), i, null))
                  .toList();
          Flow flow = held(bmcFlowId, items);
          repository.retain(flow.id(), uxNodeId, systemFlowIds);
          for (int i = 0; i < items.size(); i++) {
            put(flow, items.get(i), "/systemFlowIds/" + i);
          }
        });
  }

  void remove(UUID bmcFlowId, String uxNodeId, UUID systemFlowId) {
    Flow flow = flows.getBmc(bmcFlowId);
    if (!repository.remove(flow.id(), uxNodeId, systemFlowId)) {
      throw ApiProblem.notFound("mapping of node '" + uxNodeId + "' to flow", systemFlowId);
    }
  }

  /** The business flow; until the transaction ends neither it nor what is mapped is removed. */
  private Flow held(UUID bmcFlowId, List<Item> items) {
    Set<UUID> ids = new HashSet<>(Set.of(bmcFlowId));
    items.stream()
        .filter(item -> item != null && item.systemFlowId() != null)
        .forEach(item -> ids.add(item.systemFlowId()));
    flowRows.hold(ids);
    return flows.getBmc(bmcFlowId);
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
    BoundedJson.require(pointer + "/input", item.input(), SizeLimits.RUN_INPUT);
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
