package dev.stitch.api.task;

import dev.stitch.api.http.KeyedActs;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.act.TaskAnswers;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.task.TaskKind;
import dev.stitch.store.task.TaskQuery;
import dev.stitch.store.task.TaskRow;
import dev.stitch.store.task.TaskState;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of human tasks. */
@Tag(name = "Human tasks")
@Controller("/api/tasks")
class TaskController {

  private final Tasks tasks;
  private final TaskAnswers answers;
  private final KeyedActs keyed;

  TaskController(Tasks tasks, TaskAnswers answers, KeyedActs keyed) {
    this.tasks = tasks;
    this.answers = answers;
    this.keyed = keyed;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listTasks", summary = "Lists human tasks")
  Page<TaskRow> list(
      PageRequest page,
      @Nullable @QueryValue UUID entityId,
      @Nullable @QueryValue UUID runId,
      @Nullable @QueryValue TaskState state,
      @Nullable @QueryValue String assignee,
      @Nullable @QueryValue UUID flowId,
      @Nullable @QueryValue String uxNodeId,
      @Nullable @QueryValue TaskKind kind,
      @Nullable @QueryValue Boolean overdue,
      @Nullable @QueryValue Boolean assigned) {
    return tasks.list(
        new TaskQuery(entityId, runId, state, assignee, flowId, uxNodeId, kind, overdue, assigned),
        page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getTask", summary = "Reads a human task")
  TaskRow get(UUID id) {
    return tasks.get(id);
  }

  @Post("/{id}/answer")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "answerTask", summary = "Answers a human task")
  @TakesIdempotencyKey
  TaskRow answer(UUID id, HttpRequest<?> request, Caller caller, @Body AnswerRequest body) {
    return keyed.once(
        request,
        body,
        actId -> answers.answer(id, actId, caller.actor(), body.answering()),
        actId -> tasks.get(id));
  }
}
