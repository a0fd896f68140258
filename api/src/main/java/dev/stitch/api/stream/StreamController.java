package dev.stitch.api.stream;

import dev.stitch.api.entity.Entities;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.run.RunViews;
import dev.stitch.api.security.Admissions;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.stream.StreamOwner;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.reactivestreams.Publisher;

/** Routes of server-sent events. */
@Tag(name = "Live events")
@Controller("/api")
class StreamController {

  private final Streams streams;
  private final Entities entities;
  private final RunViews runs;
  private final Admissions admissions;

  StreamController(Streams streams, Entities entities, RunViews runs, Admissions admissions) {
    this.streams = streams;
    this.entities = entities;
    this.runs = runs;
    this.admissions = admissions;
  }

  @Get("/workflows/{id}/events")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "streamRunEvents", summary = "Streams the events of a run")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> ofRun(UUID id, HttpRequest<?> request) {
    runs.require(id);
    return stream(new StreamOwner.Run(id), request);
  }

  @Get("/entities/{id}/events")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "streamEntityEvents",
      summary = "Streams the events of an entity and its runs")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> ofEntity(UUID id, HttpRequest<?> request) {
    entities.row(id);
    return stream(new StreamOwner.Entity(id), request);
  }

  @Get("/events")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "streamEvents", summary = "Streams all events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> ofEverything(HttpRequest<?> request) {
    return stream(new StreamOwner.Everything(), request);
  }

  private Publisher<Event<String>> stream(StreamOwner owner, HttpRequest<?> request) {
    return streams.of(owner, lastEventId(request)).takeUntilOther(admissions.end(request));
  }

  /** By header, as browsers send it when they come back, or by query, for the first time. */
  private static @Nullable Long lastEventId(HttpRequest<?> request) {
    String id = request.getHeaders().get("Last-Event-ID");
    if (id == null) {
      id = request.getParameters().get("lastEventId");
    }
    if (id == null || id.isBlank()) {
      return null;
    }
    if (!id.strip().matches("[0-9]{1,18}")) {
      throw ApiProblem.unreadable("/lastEventId", "must be the id of an event");
    }
    return Long.valueOf(id.strip());
  }
}
