package dev.stitch.api.entity;

import dev.stitch.api.http.Caller;
import dev.stitch.api.http.OptionalBody;
import dev.stitch.api.journey.ActIds;
import dev.stitch.machine.Act;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import java.util.UUID;

/** Routes of what is done to a journey; each answers the entity after the act. */
@Controller("/api/entities/{id}")
class EntityActController {

  private final EntityActs acts;
  private final OptionalBody bodies;

  EntityActController(EntityActs acts, OptionalBody bodies) {
    this.acts = acts;
    this.bodies = bodies;
  }

  @Post("/move")
  EntityView move(UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Move body) {
    return acts.move(id, ActIds.of(request), caller.actor(), body);
  }

  @Post("/advance")
  @Consumes(MediaType.ALL)
  EntityView advance(UUID id, HttpRequest<?> request, Caller caller) {
    return acts.act(id, new Act.Advance(ActIds.of(request), caller.actor()));
  }

  @Post("/pause")
  @Consumes(MediaType.ALL)
  EntityView pause(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var pause = bodies.read(body, ActRequests.Pause.class, ActRequests.Pause.DEFAULT);
    return acts.act(id, new Act.Pause(ActIds.of(request), caller.actor(), null, pause.timers()));
  }

  @Post("/resume")
  @Consumes(MediaType.ALL)
  EntityView resume(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var resume = bodies.read(body, ActRequests.Resume.class, ActRequests.Resume.DEFAULT);
    return acts.act(id, new Act.Resume(ActIds.of(request), caller.actor(), null, resume.mode()));
  }

  @Post("/retry")
  @Consumes(MediaType.ALL)
  EntityView retry(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var retry = bodies.read(body, ActRequests.Retry.class, ActRequests.Retry.DEFAULT);
    return acts.retry(id, ActIds.of(request), caller.actor(), retry);
  }

  @Post("/skip")
  @Consumes(MediaType.ALL)
  EntityView skip(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var skip = bodies.read(body, ActRequests.Skip.class, ActRequests.Skip.DEFAULT);
    return acts.act(
        id, new Act.Skip(ActIds.of(request), caller.actor(), skip.runId(), skip.nodeId()));
  }

  @Post("/cancel")
  @Consumes(MediaType.ALL)
  EntityView cancel(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var cancel = bodies.read(body, ActRequests.Cancel.class, ActRequests.Cancel.DEFAULT);
    return acts.act(id, new Act.Cancel(ActIds.of(request), caller.actor(), cancel.reason()));
  }

  @Post("/migrate")
  EntityView migrate(
      UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Migrate body) {
    return acts.migrate(id, ActIds.of(request), caller.actor(), body);
  }

  @Post("/events")
  @Status(HttpStatus.ACCEPTED)
  EntityActs.Told tell(
      UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Event body) {
    return acts.tell(id, ActIds.of(request), caller.actor(), body);
  }
}
