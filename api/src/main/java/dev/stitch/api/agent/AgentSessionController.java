package dev.stitch.api.agent;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.page.WholeNumber;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.agent.Message;
import dev.stitch.store.agent.Session;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.SessionStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of sessions: conversations between people and agents. */
@Tag(name = "Agents")
@Controller("/api/sessions")
class AgentSessionController {

  private final Sessions sessions;
  private final IdempotentRequests idempotent;

  AgentSessionController(Sessions sessions, IdempotentRequests idempotent) {
    this.sessions = sessions;
    this.idempotent = idempotent;
  }

  /** What a new session is called. */
  @Schema(name = "SessionRequest")
  record SessionRequest(@Nullable String name) {}

  /** What a person writes. */
  @Schema(name = "MessageRequest")
  record MessageRequest(@Nullable String text) {}

  /** A message, by its number in the session. */
  @Schema(name = "MessageReference")
  record MessageReference(int seq) {}

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listSessions",
      summary =
          "Lists sessions; q is looked for in their names and messages. With q or unread, total"
              + " counts up to 1,000")
  Page<Session> list(
      PageRequest page,
      HttpRequest<?> request,
      @Nullable @QueryValue SessionStatus status,
      @Nullable @QueryValue String unread,
      @Nullable @QueryValue UUID forkedFrom) {
    return sessions.list(
        new SessionRepository.Query(status, QueryFlag.read("unread", unread), forkedFrom),
        Caller.of(request),
        page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createSession", summary = "Makes a session without a run")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The session",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Session.class)))
  HttpResponse<Object> create(HttpRequest<?> request, Caller caller, @Body SessionRequest body) {
    return idempotent.once(request, body, () -> sessions.create(body.name(), caller));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getAgentSession", summary = "Reads a session")
  Session get(UUID id, HttpRequest<?> request) {
    return sessions.get(id, Caller.of(request));
  }

  @Get("/{id}/messages")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listMessages", summary = "Lists the messages of a session")
  Page<Message> messages(
      UUID id,
      PageRequest page,
      @Parameter(
              description = "Only those that were written behind the one of this `seq`.",
              schema = @Schema(type = "integer", format = "int32", minimum = "0"))
          @Nullable
          @QueryValue
          String after,
      @Parameter(description = "Only those that belong to this run.") @Nullable @QueryValue
          UUID runId) {
    Integer behind =
        after == null ? null : (int) WholeNumber.readFromZero("/after", after, Integer.MAX_VALUE);
    return sessions.messages(id, behind, runId, page);
  }

  @Post("/{id}/messages")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "writeMessage",
      summary = "Writes to a session: its agent reads it with its next turn, or goes on")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The message, and the run that is given it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Sessions.Sent.class)))
  HttpResponse<Object> write(
      UUID id, HttpRequest<?> request, Caller caller, @Body MessageRequest body) {
    return idempotent.once(request, body, () -> sessions.write(id, body.text(), caller));
  }

  @Post("/{id}/read")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "readSession", summary = "Marks messages as read, up to one")
  Session read(UUID id, Caller caller, @Body MessageReference body) {
    return sessions.read(id, body.seq(), caller);
  }

  @Post("/{id}/close")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "closeSession",
      summary = "Closes a session without a run under way: it takes no more messages")
  @Consumes(MediaType.ALL)
  Session close(UUID id, Caller caller) {
    return sessions.close(id, caller);
  }

  @Post("/{id}/reopen")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "reopenSession",
      summary = "Opens a closed session again: a message to it begins a run, as before")
  @Consumes(MediaType.ALL)
  Session reopen(UUID id, Caller caller) {
    return sessions.reopen(id, caller);
  }

  @Post("/{id}/fork")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "forkSession",
      summary = "Copies a session up to a message; a message to the copy goes on from there")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The copy",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Session.class)))
  HttpResponse<Object> fork(
      UUID id, HttpRequest<?> request, Caller caller, @Body MessageReference body) {
    return idempotent.once(request, body, () -> sessions.fork(id, body.seq(), caller));
  }
}
