package dev.stitch.api.entity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Flows;
import dev.stitch.api.flow.Stages;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.KeyedActs;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.page.WholeDay;
import dev.stitch.api.page.WholeNumber;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.request.StaysOfFlow;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FlowKind;
import dev.stitch.store.access.Role;
import dev.stitch.store.contact.ContactTraits;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.EntityQuery;
import dev.stitch.store.journey.JourneyEventRow;
import dev.stitch.store.journey.StageResult;
import dev.stitch.store.journey.StageStay;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;

/** Routes of entities as things; what is done to their journeys is {@link EntityActController}. */
@Tag(name = "Entities")
@Controller("/api")
class EntityController {

  private final Entities entities;
  private final EntityCreation creation;
  private final EntityActs acts;
  private final Flows flows;
  private final Stages stages;
  private final IdempotentRequests idempotent;
  private final KeyedActs keyed;

  EntityController(
      Entities entities,
      EntityCreation creation,
      EntityActs acts,
      Flows flows,
      Stages stages,
      IdempotentRequests idempotent,
      KeyedActs keyed) {
    this.entities = entities;
    this.creation = creation;
    this.acts = acts;
    this.flows = flows;
    this.stages = stages;
    this.idempotent = idempotent;
    this.keyed = keyed;
  }

  @Get("/entities")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listEntities", summary = "Lists entities")
  Page<EntityView> list(
      PageRequest page,
      @Nullable @QueryValue UUID flowId,
      @Nullable @QueryValue EntityStatus status,
      @Nullable @QueryValue String uxNodeId,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue UUID bulkOperationId,
      @Nullable @QueryValue String live,
      @Parameter(description = "A tag of the contact") @Nullable @QueryValue String tag,
      @Parameter(description = "Part of the contact's company") @Nullable @QueryValue
          String company,
      @Parameter(description = "The name of an attribute that the contact has, or name=value")
          @Nullable
          @QueryValue
          String attribute,
      @Parameter(
              description =
                  "Only those who came to this stage, by the last time that they came, as the"
                      + " results of the flow count them. This, from, to and became need flowId.")
          @Nullable
          @QueryValue
          String cameTo,
      @Parameter(
              description = "First day, in UTC, on which they came to the stage, or to any.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String from,
      @Parameter(
              description = "Last day, in UTC, on which they came.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String to,
      @Parameter(description = "What became of them at the stage.") @Nullable @QueryValue
          StageResult became,
      @Parameter(
              description = "Only those who follow this version of their flow.",
              schema = @Schema(type = "integer", format = "int32", minimum = "1"))
          @Nullable
          @QueryValue
          String version) {
    StageStay stay =
        new StageStay(
            cameTo,
            from == null ? null : WholeDay.read("/from", from),
            to == null ? null : WholeDay.read("/to", to),
            became,
            version == null
                ? null
                : (int) WholeNumber.read("/version", version, Integer.MAX_VALUE));
    return entities.list(
        StaysOfFlow.require(
            new EntityQuery(
                flowId,
                status,
                uxNodeId,
                contactId,
                bulkOperationId,
                QueryFlag.read("live", live),
                new ContactTraits(tag, company, attribute),
                stay)),
        page);
  }

  @Get("/flows/{flowId}/entities")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listFlowEntities",
      summary = "Lists the entities of a flow, and counts them by stage")
  FlowEntities listOfFlow(
      UUID flowId,
      PageRequest page,
      @Nullable @QueryValue EntityStatus status,
      @Nullable @QueryValue String uxNodeId,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue String live) {
    Flow flow = flows.get(flowId);
    EntityQuery query =
        new EntityQuery(
            flowId, status, uxNodeId, contactId, null, QueryFlag.read("live", live), null, null);
    return FlowEntities.of(
        entities.list(query, page), flow.kind() == FlowKind.BMC ? stages.of(flow) : List.of());
  }

  @Post("/entities")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createEntity", summary = "Lets a contact enter a business flow")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The new entity",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EntityView.class)))
  HttpResponse<Object> create(HttpRequest<?> request, Caller caller, @Body NewEntityRequest body) {
    return idempotent.once(request, body, () -> creation.create(body, caller));
  }

  @Get("/entities/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getEntity", summary = "Reads an entity with its newest runs")
  EntityView get(UUID id) {
    return entities.get(id);
  }

  /** Changes the metadata by merge patch; everything else of an entity is changed by acts. */
  @Patch("/entities/{id}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "updateEntity", summary = "Changes an entity's metadata by merge patch")
  @TakesIdempotencyKey
  @Consumes({"application/json", "application/merge-patch+json"})
  EntityView change(UUID id, HttpRequest<?> request, Caller caller, @Body ChangeRequest body) {
    if (body.metadata() == null) {
      throw ApiProblem.invalid("/metadata", "is required");
    }
    return keyed.once(
        request,
        body,
        actId -> acts.setMetadata(id, actId, caller.actor(), body.metadata()),
        actId -> entities.get(id));
  }

  /** What can be changed of an entity. */
  @Schema(name = "EntityChangeRequest")
  record ChangeRequest(
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable ObjectNode metadata) {}

  @Delete("/entities/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteEntity", summary = "Deletes an entity that has ended")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    entities.remove(id);
  }

  @Get("/entities/{id}/journey-events")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listJourneyEvents",
      summary = "Lists the events of a journey in their order")
  Page<JourneyEventRow> events(UUID id, PageRequest page) {
    return entities.events(id, page);
  }

  /**
   * A page of a flow's entities together with where all of them stand, so that a view which shows
   * both asks once, and the two never contradict each other for long.
   *
   * @param total entities of the flow under the filters
   * @param stages where the flow's entities stand, whatever the filters; none for a system flow
   */
  @Schema(name = "FlowEntities")
  record FlowEntities(List<EntityView> data, long total, List<Stages.Stage> stages) {

    FlowEntities {
      data = List.copyOf(data);
      stages = List.copyOf(stages);
    }

    static FlowEntities of(Page<EntityView> page, List<Stages.Stage> stages) {
      return new FlowEntities(page.data(), page.total(), stages);
    }
  }
}
