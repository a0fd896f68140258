package dev.stitch.api.flow;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.flow.UxMapping;
import dev.stitch.store.page.Page;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of what hangs from UX nodes. */
@Tag(name = "UX mapping")
@Controller("/api/flows/{bmcFlowId}/ux-mapping")
class UxMappingController {

  private final UxMappings mappings;

  UxMappingController(UxMappings mappings) {
    this.mappings = mappings;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listUxMappings", summary = "Lists the system flows mapped to UX nodes")
  Page<UxMapping> list(UUID bmcFlowId) {
    return Page.whole(mappings.list(bmcFlowId));
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "putUxMappings", summary = "Maps system flows to UX nodes")
  @ApiResponse(
      responseCode = "201",
      description = "All mappings of the flow; some are new",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "All mappings of the flow; none is new",
      useReturnTypeSchema = true)
  HttpResponse<Page<UxMapping>> put(UUID bmcFlowId, @Body UxMappingRequest request) {
    boolean created = mappings.put(bmcFlowId, request);
    Page<UxMapping> all = list(bmcFlowId);
    return created
        ? HttpResponse.created(all, URI.create("/api/flows/" + bmcFlowId + "/ux-mapping"))
        : HttpResponse.ok(all);
  }

  @Put("/{uxNodeId}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "replaceUxMappings",
      summary = "Replaces the system flows of one UX node")
  Page<UxMapping> replace(
      UUID bmcFlowId, String uxNodeId, @Body UxMappingRequest.Replacement replacement) {
    mappings.replace(bmcFlowId, uxNodeId, replacement.systemFlowIds());
    return list(bmcFlowId);
  }

  @Delete("/{uxNodeId}/{systemFlowId}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteUxMapping", summary = "Removes one system flow from a UX node")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID bmcFlowId, String uxNodeId, UUID systemFlowId) {
    mappings.remove(bmcFlowId, uxNodeId, systemFlowId);
  }
}
