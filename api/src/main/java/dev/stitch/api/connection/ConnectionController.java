package dev.stitch.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of connections. */
@Tag(name = "Connections")
@Controller("/api/connections")
class ConnectionController {

  private final Connections connections;
  private final ConnectionRepository repository;
  private final ConnectionTester tester;

  ConnectionController(
      Connections connections, ConnectionRepository repository, ConnectionTester tester) {
    this.connections = connections;
    this.repository = repository;
    this.tester = tester;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listConnections", summary = "Lists connections, without their secrets")
  Page<Connection> list(PageRequest page, @Nullable @QueryValue Toolkit toolkit) {
    return repository.page(toolkit, page);
  }

  @Post
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "createConnection", summary = "Stores credentials")
  @ApiResponse(responseCode = "201", description = "The connection", useReturnTypeSchema = true)
  HttpResponse<Connection> create(@Body ConnectionRequest request) {
    Connection connection = connections.create(request);
    return HttpResponse.created(connection, URI.create("/api/connections/" + connection.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getConnection", summary = "Reads a connection, without its secret")
  Connection get(UUID id) {
    return connections.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "updateConnection", summary = "Changes a connection by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConnectionRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  Connection change(UUID id, @Body ObjectNode patch) {
    return connections.change(id, patch);
  }

  @Delete("/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "deleteConnection", summary = "Deletes a connection")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    connections.remove(id);
  }

  @Post("/{id}/test")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "testConnection",
      summary = "Tries a connection out; its lastTest says how that went")
  @Consumes(MediaType.ALL)
  Connection test(UUID id) {
    return tester.test(id);
  }
}
