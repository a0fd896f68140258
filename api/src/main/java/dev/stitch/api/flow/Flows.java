package dev.stitch.api.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Revision;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.UxMappingRepository;
import dev.stitch.store.flow.UxMappingRepository.Use;
import dev.stitch.store.page.Page;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Flows and their drafts. */
@Singleton
public class Flows {

  /** As many as a message names of what is in the way. */
  private static final int NAMED = 3;

  private final Database database;
  private final FlowRepository repository;
  private final UxMappingRepository mappings;
  private final FlowCalls calls;
  private final ObjectMapper mapper;

  Flows(
      Database database,
      FlowRepository repository,
      UxMappingRepository mappings,
      FlowCalls calls,
      ObjectMapper mapper) {
    this.database = database;
    this.repository = repository;
    this.mappings = mappings;
    this.calls = calls;
    this.mapper = mapper;
  }

  /**
   * The flow of an id.
   *
   * @throws ApiProblem 404 when there is none, or it was removed
   */
  public Flow get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  /**
   * The business flow of an id.
   *
   * @throws ApiProblem 404 when there is no such flow, 422 when it is a system flow
   */
  public Flow getBmc(UUID id) {
    Flow flow = get(id);
    if (flow.kind() != FlowKind.BMC) {
      throw ApiProblem.invalid(
          "", "flow '" + flow.name() + "' is a system flow; only business flows have UX nodes");
    }
    return flow;
  }

  /** As {@link #get}, and nobody else changes the flow until the transaction ends. */
  Flow getForUpdate(UUID id) {
    return repository.findForUpdate(id).orElseThrow(() -> notFound(id));
  }

  /**
   * A new flow.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  public Flow create(FlowRequest request) {
    FlowRequest flow = FlowRules.accepted(request);
    UUID id = Ids.next();
    repository.insert(id, flow.kind(), flow.name(), flow.graph(), flow.inputSchema(), flow.tags());
    return get(id);
  }

  /** Replaces what the body names of the draft; the rest stays. */
  Flow change(UUID id, @Nullable String ifMatch, ObjectNode body) {
    return database.transaction(
        () -> {
          Flow before = getForUpdate(id);
          Revision.require(ifMatch, before.draftRevision());
          FlowRequest after = FlowRules.accepted(merged(before, body));
          if (after.kind() != before.kind()) {
            throw ApiProblem.invalid("/kind", "of a flow never changes; make another flow");
          }
          repository.updateDraft(
              id, after.name(), after.graph(), after.inputSchema(), after.tags());
          return get(id);
        });
  }

  /** Replaces the draft's graph, whoever has changed it meanwhile. */
  public Flow replaceDraft(UUID id, ObjectNode graph) {
    return database.transaction(
        () -> {
          Flow before = getForUpdate(id);
          repository.updateDraft(id, before.name(), graph, before.inputSchema(), before.tags());
          return get(id);
        });
  }

  void remove(UUID id, @Nullable String ifMatch) {
    database.transaction(
        () -> {
          Flow flow = repository.findForRemoval(id).orElseThrow(() -> notFound(id));
          Revision.require(ifMatch, flow.draftRevision());
          refuseWhileUnderWay(flow, repository.liveJourneys(id, NAMED));
          refuseWhileMapped(flow, mappings.uses(id));
          refuseWhileCalled(flow, calls.callers(id, NAMED));
          repository.archive(id);
        });
  }

  /** Brings an archived flow back; done twice, it is done once. */
  Flow restore(UUID id) {
    repository.restore(id);
    return get(id);
  }

  private FlowRequest merged(Flow before, ObjectNode body) {
    ObjectNode fields =
        mapper.valueToTree(
            new FlowRequest(
                before.name(),
                before.kind(),
                (ObjectNode) before.draft(),
                (ObjectNode) before.inputSchema(),
                before.tags()));
    if (body.has("draft")) {
      fields.remove("graph");
    }
    fields.setAll(body);
    try {
      return mapper.treeToValue(fields, FlowRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseWhileUnderWay(Flow flow, Page<UUID> live) {
    if (live.total() > 0) {
      throw ApiProblem.conflict(
          "Flow '%s' has %d live journeys (%s): cancel them first."
              .formatted(flow.name(), live.total(), some(live.data(), live.total())));
    }
  }

  private static void refuseWhileMapped(Flow flow, List<Use> uses) {
    if (!uses.isEmpty()) {
      List<String> places =
          uses.stream()
              .limit(NAMED)
              .map(use -> "node '%s' of '%s'".formatted(use.uxNodeId(), use.bmcFlowName()))
              .toList();
      throw ApiProblem.conflict(
          "Flow '%s' is mapped to %s: remove these mappings first."
              .formatted(flow.name(), some(places, uses.size())));
    }
  }

  private static void refuseWhileCalled(Flow flow, Page<String> callers) {
    if (callers.total() > 0) {
      throw ApiProblem.conflict(
          "Flow '%s' is called by %s: publish these without the steps that call it first."
              .formatted(
                  flow.name(),
                  some(callers.data().stream().map("'%s'"::formatted).toList(), callers.total())));
    }
  }

  private static String some(List<?> first, long total) {
    String named = first.stream().map(Object::toString).collect(Collectors.joining(", "));
    return total > first.size() ? named + " and " + (total - first.size()) + " more" : named;
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("flow", id);
  }
}
