package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.KeyedActs;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.page.WholeDay;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.act.RunControl;
import dev.stitch.launch.act.RunRetries;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.run.RunQuery;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepQuery;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
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
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Routes of runs and of run control. */
@Tag(name = "Runs")
@Controller("/api/workflows")
class RunController {

  private final RunViews runs;
  private final StepOutputs outputs;
  private final RunControl control;
  private final RunRetries retries;
  private final RunRetry retry;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;
  private final KeyedActs keyed;

  RunController(
      RunViews runs,
      StepOutputs outputs,
      RunControl control,
      RunRetries retries,
      RunRetry retry,
      TextBody bodies,
      IdempotentRequests idempotent,
      KeyedActs keyed) {
    this.runs = runs;
    this.outputs = outputs;
    this.control = control;
    this.retries = retries;
    this.retry = retry;
    this.bodies = bodies;
    this.idempotent = idempotent;
    this.keyed = keyed;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listRuns",
      summary = "Lists runs; of those whose name has q in it, total counts up to 1,000")
  Page<RunView> list(
      PageRequest page,
      @Nullable @QueryValue RunStatus status,
      @Nullable @QueryValue WorkflowType workflowType,
      @Nullable @QueryValue TriggerKind triggerKind,
      @Nullable @QueryValue UUID flowId,
      @Nullable @QueryValue UUID entityId,
      @Nullable @QueryValue String uxNodeId,
      @Nullable @QueryValue UUID parentRunId,
      @Nullable @QueryValue UUID retryOf,
      @Nullable @QueryValue UUID templateId,
      @Nullable @QueryValue UUID sessionId,
      @Nullable @QueryValue UUID workspaceId,
      @Nullable @QueryValue UUID platformAccountId,
      @Nullable @QueryValue String topLevel,
      @Parameter(description = "`true` for those that a journey started, `false` for all others.")
          @Nullable
          @QueryValue
          String ofJourneys,
      @Parameter(
              description = "First day, in UTC, on which they were created.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String from,
      @Parameter(
              description = "Last day, in UTC.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String to,
      @Nullable @QueryValue String workflowName,
      @Nullable @QueryValue String agentType,
      @Nullable @QueryValue String repo,
      @Nullable @QueryValue String branch) {
    return runs.list(
        new RunQuery(
            status,
            workflowType,
            triggerKind,
            flowId,
            entityId,
            uxNodeId,
            parentRunId,
            retryOf,
            templateId,
            sessionId,
            workspaceId,
            platformAccountId,
            QueryFlag.read("topLevel", topLevel),
            QueryFlag.read("ofJourneys", ofJourneys),
            WholeDay.between(from, to),
            new RunQuery.OfAgent(workflowName, agentType),
            new RunQuery.InGit(repo, branch)),
        page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getRun",
      summary = "Reads a run with its node states and, unless `steps` is false, all of its steps")
  RunView get(UUID id, @Nullable @QueryValue String steps) {
    return Boolean.FALSE.equals(QueryFlag.read("steps", steps))
        ? runs.withoutSteps(id)
        : runs.get(id);
  }

  @Get("/{id}/steps")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listRunSteps",
      summary = "Lists the steps of a run, the first one first")
  Page<StepRow> steps(
      UUID id,
      PageRequest page,
      @Nullable @QueryValue String stepType,
      @Nullable @QueryValue NodeStatus status,
      @Nullable @QueryValue UUID contactId) {
    String word = status == null ? null : status.name().toLowerCase(Locale.ROOT);
    return runs.steps(new StepQuery(id, stepType, word, contactId), page);
  }

  @Get("/{id}/steps/{stepIndex}/output")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getStepOutput",
      summary = "Reads the whole output of a step, which a run's view may only refer to")
  @ApiResponse(
      responseCode = "200",
      description = "The output, any JSON",
      content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
  JsonNode output(UUID id, int stepIndex) {
    return outputs.read(id, stepIndex);
  }

  @Get("/{id}/diff")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getRunDiff",
      summary = "Reads what the git steps of a run have changed, file by file")
  RunDiff diff(UUID id) {
    return runs.diff(id);
  }

  @Post("/{id}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseRun", summary = "Pauses a run")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunPauseRequest.class)))
  @Consumes(MediaType.ALL)
  RunView pause(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var asked = bodies.read(body, RunPauseRequest.class, RunPauseRequest.DEFAULT);
    return once(
        id, request, asked, actId -> control.pause(id, actId, caller.actor(), asked.timers()));
  }

  @Post("/{id}/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeRun", summary = "Resumes a run")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunResumeRequest.class)))
  @Consumes(MediaType.ALL)
  RunView resume(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var asked = bodies.read(body, RunResumeRequest.class, RunResumeRequest.DEFAULT);
    return once(
        id, request, asked, actId -> control.resume(id, actId, caller.actor(), asked.mode()));
  }

  @Post("/{id}/skip")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "skipRunStep",
      summary = "Has a run go past a step that waits or runs, such as a wait of three days")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunSkipRequest.class)))
  @Consumes(MediaType.ALL)
  RunView skip(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var asked = bodies.read(body, RunSkipRequest.class, RunSkipRequest.DEFAULT);
    return once(
        id, request, asked, actId -> control.skip(id, actId, caller.actor(), asked.nodeId()));
  }

  @Post("/{id}/cancel")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "cancelRun", summary = "Cancels a run")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  RunView cancel(UUID id, HttpRequest<?> request, Caller caller) {
    return once(id, request, null, actId -> control.cancel(id, actId, caller.actor()));
  }

  @Post("/{id}/kill")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "killRun", summary = "Terminates a run")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  RunView kill(UUID id, HttpRequest<?> request, Caller caller) {
    return once(id, request, null, actId -> control.kill(id, actId, caller.actor()));
  }

  /** Answers the new run of a direct one (202), or the journey's newest run of the flow (200). */
  @Post("/{id}/retry")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "retryRun", summary = "Retries a run that has ended")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RetryRequest.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The new run of a direct one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunAccepted.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The journey's newest run of the flow",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunView.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<?> retry(
      UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    RetryRequest asked = bodies.read(body, RetryRequest.class, RetryRequest.DEFAULT);
    RunRow run = retries.retryable(id);
    return RunRetries.belongsToJourney(run)
        ? HttpResponse.ok(
            keyed.once(
                request,
                asked,
                actId -> retry.inJourney(run, asked, actId, caller.actor()),
                actId -> retry.newest(run)))
        : idempotent.once(request, asked, () -> retry.direct(run, asked, caller.actor()));
  }

  private RunView once(
      UUID id, HttpRequest<?> request, @Nullable Object body, Consumer<String> act) {
    return keyed.once(
        request,
        body,
        actId -> {
          act.accept(actId);
          return runs.get(id);
        },
        actId -> runs.get(id));
  }

  /**
   * How to pause a run.
   *
   * @param timers whether they keep what is left of them ({@code freeze}, the default) or fall due
   *     meanwhile ({@code elapse})
   */
  @Schema(name = "RunPauseRequest")
  record RunPauseRequest(@Nullable TimerMode timers) {

    static final RunPauseRequest DEFAULT = new RunPauseRequest(null);

    RunPauseRequest {
      timers = timers == null ? TimerMode.FREEZE : timers;
    }
  }

  /**
   * How to resume a run.
   *
   * @param mode what becomes of its timers; they {@code continue} by default
   */
  @Schema(name = "RunResumeRequest")
  record RunResumeRequest(@Nullable ResumeMode mode) {

    static final RunResumeRequest DEFAULT = new RunResumeRequest(null);

    RunResumeRequest {
      mode = mode == null ? ResumeMode.CONTINUE : mode;
    }
  }

  /**
   * Which step a run is to go past.
   *
   * @param nodeId the step; by default the first that waits, or else runs
   */
  @Schema(name = "RunSkipRequest")
  record RunSkipRequest(@Nullable String nodeId) {

    static final RunSkipRequest DEFAULT = new RunSkipRequest(null);
  }
}
