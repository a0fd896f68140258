package dev.stitch.api.localstack;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;

/** Routes of the stack on this machine. */
@Tag(name = "Local stack")
@Controller(LocalStackController.PATH)
public class LocalStackController {

  static final String PATH = "/api/local-stack";

  /** The path of the request that stops the worker, by which the audit log knows it. */
  public static final String STOP = PATH + "/worker/stop";

  private final @Nullable LocalStack stack;
  private final TemporalUi temporal;

  LocalStackController(@Nullable LocalStack stack, TemporalUi temporal) {
    this.stack = stack;
    this.temporal = temporal;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getLocalStack", summary = "Reads the stack on this machine")
  LocalStackView get() {
    return new LocalStackView(
        stack != null, stack == null ? null : stack.worker(), temporal.base());
  }

  /**
   * Kills the worker process, which the stack then starts again; nothing that was accepted is lost.
   */
  @Post("/worker/stop")
  @RequiresRole(Role.ADMIN)
  @Status(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "stopLocalWorker",
      summary = "Kills the worker of the stack on this machine, which starts another")
  StoppedWorker stop(@Body StopRequest request) {
    if (request.pid() == null) {
      throw ApiProblem.invalid("/pid", "is required; GET /api/local-stack tells it");
    }
    if (stack == null) {
      throw ApiProblem.conflict(
          "This API does not belong to a stack that './stitch up' started: nobody would start its"
              + " worker again.");
    }
    return switch (stack.stopWorker(request.pid())) {
      case WorkerStop.Stopped stopped -> new StoppedWorker(request.pid(), stopped.at());
      case WorkerStop.Refused refused -> throw ApiProblem.conflict("/pid", refused.reason());
    };
  }

  /**
   * The stack on this machine.
   *
   * @param supervised whether this API belongs to a stack that starts again what dies
   * @param worker its worker, null where nobody looks after one
   * @param temporalUi the address of Temporal's Web UI
   */
  @Schema(name = "LocalStack")
  record LocalStackView(boolean supervised, @Nullable WorkerProcess worker, String temporalUi) {}

  /**
   * Which worker is to be stopped.
   *
   * @param pid the process as it was read; the same request again finds another one and does
   *     nothing
   */
  @Schema(name = "WorkerStopRequest")
  record StopRequest(@Schema(requiredMode = REQUIRED, nullable = false) @Nullable Long pid) {}

  /**
   * A worker that was stopped.
   *
   * @param pid the process that is gone
   * @param stoppedAt when it was
   */
  @Schema(name = "StoppedWorker")
  record StoppedWorker(long pid, Instant stoppedAt) {}
}
