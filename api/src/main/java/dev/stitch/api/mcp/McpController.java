package dev.stitch.api.mcp;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import reactor.core.publisher.Mono;

/**
 * The route of the Model Context Protocol's streamable HTTP, without sessions and without streams:
 * every message is answered by itself, so any instance of the API can answer it. What else the
 * protocol asks this address for (GET, DELETE) is answered 405, as it has it.
 */
@Hidden
@Controller("/mcp")
class McpController {

  private final AgentServer server;
  private final McpJsonMapper json;

  McpController(AgentServer server, McpJsonMapper json) {
    this.server = server;
    this.json = json;
  }

  /** The lowest role may ask; what a message then comes to is admitted by the route it leads to. */
  @Post
  @RequiresRole(Role.VIEWER)
  Mono<HttpResponse<String>> take(
      HttpRequest<?> request,
      @Nullable @Header(HttpHeaders.PROTOCOL_VERSION) String version,
      @Body String body) {
    if (version != null && !server.speaks(version)) {
      throw ApiProblem.unreadable(
          "/" + HttpHeaders.PROTOCOL_VERSION, "must be one of " + server.versions());
    }
    return switch (read(body)) {
      case JSONRPCRequest asked -> server.answer(asked, request).map(this::written);
      case JSONRPCNotification told -> Mono.just(HttpResponse.accepted());
      // Stitch asks its clients nothing, so there is nothing that this could answer.
      case JSONRPCResponse answer -> Mono.just(HttpResponse.accepted());
      default -> throw unreadable();
    };
  }

  private JSONRPCMessage read(String body) {
    try {
      return McpSchema.deserializeJsonRpcMessage(json, body);
    } catch (IOException | RuntimeException e) {
      // The SDK throws whatever it stumbles over.
      throw unreadable();
    }
  }

  private static ApiProblem unreadable() {
    return ApiProblem.unreadable("", "must be one JSON-RPC 2.0 request or notification of MCP");
  }

  private HttpResponse<String> written(JSONRPCResponse answer) {
    try {
      return HttpResponse.<String>status(HttpStatus.OK).body(json.writeValueAsString(answer));
    } catch (IOException e) {
      throw new IllegalStateException("an answer is plain JSON", e);
    }
  }
}
