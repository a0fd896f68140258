package dev.stitch.api.entity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Flows;
import dev.stitch.launch.JourneyEndedOutsideException;
import dev.stitch.launch.JourneyEvents;
import dev.stitch.launch.act.Journeys;
import dev.stitch.launch.act.MappedFlows;
import dev.stitch.launch.act.RetryActs;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.RunVersion;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.MigrateAct;
import dev.stitch.machine.MoveAct;
import dev.stitch.machine.SetMetadataAct;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.ToldEvents;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns what people ask into acts and events of the journey. */
@Singleton
public class EntityActs {

  private final Journeys journeys;
  private final Entities entities;
  private final Flows flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;
  private final RetryActs retries;
  private final MappedFlows mappedFlows;
  private final JourneyEvents events;
  private final ToldEvents told;

  EntityActs(
      Journeys journeys,
      Entities entities,
      Flows flows,
      RunVersions versions,
      UxNodes uxNodes,
      RetryActs retries,
      MappedFlows mappedFlows,
      JourneyEvents events,
      ToldEvents told) {
    this.journeys = journeys;
    this.entities = entities;
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.retries = retries;
    this.mappedFlows = mappedFlows;
    this.events = events;
    this.told = told;
  }

  /** Does an act; answers the entity as it is then. */
  EntityView act(UUID entityId, Act act) {
    journeys.act(entityId, act);
    return entities.get(entityId);
  }

  EntityView move(UUID entityId, String id, String actor, @Nullable String uxNodeId) {
    if (uxNodeId == null) {
      throw ApiProblem.invalid("/uxNodeId", "is required");
    }
    EntityRow entity = entities.row(entityId);
    uxNodes.require(entity.planHash(), uxNodeId, "/uxNodeId");
    return act(entityId, new MoveAct(id, actor, uxNodeId));
  }

  EntityView migrate(
      UUID entityId,
      String id,
      String actor,
      @Nullable JsonNode version,
      @Nullable Map<String, String> nodeMap) {
    if (version == null) {
      throw ApiProblem.invalid("/version", "is required: a version's number, or \"latest\"");
    }
    EntityRow entity = entities.row(entityId);
    RunVersion target = versions.published(flows.get(entity.flowId()), version);
    return act(entityId, new MigrateAct(id, actor, target.plan(), nodeMap, null));
  }

  EntityView startFlow(UUID entityId, String id, String actor, @Nullable UUID systemFlowId) {
    if (systemFlowId == null) {
      throw ApiProblem.invalid("/systemFlowId", "is required");
    }
    return act(entityId, mappedFlows.startAct(entities.row(entityId), id, actor, systemFlowId));
  }

  EntityView retry(
      UUID entityId,
      String id,
      String actor,
      @Nullable UUID runId,
      @Nullable Act.RetryFrom from,
      @Nullable Act.RetryVersion version) {
    entities.row(entityId);
    return act(entityId, retries.act(entityId, id, actor, runId, from, version));
  }

  EntityView setMetadata(UUID entityId, String id, String actor, ObjectNode metadata) {
    EntityRow entity = entities.row(entityId);
    return act(
        entityId, new SetMetadataAct(id, actor, MetadataPatch.of(metadata, entity.metadata())));
  }

  /**
   * @param id the same id is the same event; a new one when absent
   */
  @Schema(name = "EntityEventRequest")
  record Event(
      @Nullable String id,
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String name,
      @Nullable JsonNode data) {}

  /** What became of an event; {@code late} when the journey had ended, so that it has no effect. */
  @Schema(name = "EntityEventTaken")
  record Told(String id, boolean late) {}

  /** Tells the journey of an event, unless it was told of one with this id before. */
  Told tell(UUID entityId, String defaultId, String actor, Event request) {
    ExternalEvent event = event(defaultId, request);
    entities.row(entityId);
    Optional<Boolean> before = told.begin(entityId, event.id());
    if (before.isPresent()) {
      return new Told(event.id(), before.get());
    }
    boolean late = !heard(entityId, event, actor);
    told.finish(entityId, event.id(), late);
    return new Told(event.id(), late);
  }

  private boolean heard(UUID entityId, ExternalEvent event, String actor) {
    try {
      return events.tell(entityId, event, actor);
    } catch (JourneyEndedOutsideException ended) {
      // A problem, so that the request's key is free for the next attempt.
      throw ApiProblem.conflict(ended.getMessage());
    }
  }

  private static ExternalEvent event(String defaultId, Event request) {
    if (request.name() == null || request.name().isBlank()) {
      throw ApiProblem.invalid("/name", "is required");
    }
    if (request.name().length() > 200) {
      throw ApiProblem.invalid("/name", "must have at most 200 characters");
    }
    String id = request.id() == null || request.id().isBlank() ? defaultId : request.id().strip();
    if (id.length() > 200) {
      throw ApiProblem.invalid("/id", "must have at most 200 characters");
    }
    BoundedJson.require("/data", request.data(), SizeLimits.EVENT_DATA);
    return new ExternalEvent(id, request.name().strip(), request.data(), "api");
  }
}
