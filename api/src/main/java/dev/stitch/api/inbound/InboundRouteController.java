package dev.stitch.api.inbound;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.mail.InboundRoute;
import dev.stitch.store.mail.InboundRouteListing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of inbound routes. */
@Tag(name = "Inbound mail")
@Controller("/api/inbound-routes")
class InboundRouteController {

  private final InboundRoutes routes;
  private final InboundRouteListing listing;

  InboundRouteController(InboundRoutes routes, InboundRouteListing listing) {
    this.routes = routes;
    this.listing = listing;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listInboundRoutes", summary = "Lists inbound routes")
  Page<InboundRoute> list(PageRequest page) {
    return listing.page(page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getInboundRoute", summary = "Reads an inbound route")
  InboundRoute get(UUID id) {
    return routes.get(id);
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "putInboundRoute",
      summary = "Creates or changes the inbound route of an address")
  @ApiResponse(responseCode = "201", description = "The route", useReturnTypeSchema = true)
  HttpResponse<InboundRoute> put(@Body InboundRouteRequest request) {
    InboundRoute route = routes.put(request);
    return HttpResponse.created(route, URI.create("/api/inbound-routes/" + route.id()));
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteInboundRoute", summary = "Deletes an inbound route")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    routes.remove(id);
  }
}
