package dev.stitch.launch.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stitch.launch.Polling;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.SchemaCheck;
import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.machine.RunAct;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.task.MailTaskRepository;
import dev.stitch.store.task.TaskRepository;
import dev.stitch.store.task.TaskRow;
import dev.stitch.store.task.TaskState;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Takes people's answers to human tasks. */
@Singleton
public class TaskAnswers {

  /** A child path takes what its journey tells it within milliseconds, while a worker is there. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TaskRepository repository;
  private final RunRepository rows;
  private final Runs runs;
  private final Journeys journeys;
  private final MailTaskRepository mail;

  TaskAnswers(
      TaskRepository repository,
      RunRepository rows,
      Runs runs,
      Journeys journeys,
      MailTaskRepository mail) {
    this.repository = repository;
    this.rows = rows;
    this.runs = runs;
    this.journeys = journeys;
    this.mail = mail;
  }

  /**
   * A person's answer.
   *
   * @param choice one of the task's choices; required when it has any
   * @param answer what its form asks for
   */
  public record Answer(@Nullable String choice, @Nullable JsonNode answer) {}

  /**
   * Answers a task; returns it as it is then. The answer that a task has already may come again.
   *
   * @param actId the same act is sent on once
   * @throws Refusal it is unknown, is not open any more, or was answered otherwise; the answer does
   *     not fit
   * @throws UnansweredException no worker answers
   */
  public TaskRow answer(UUID id, String actId, String actor, Answer request) {
    TaskRow task = get(id);
    if (task.state() != TaskState.OPEN) {
      return answered(task, request);
    }
    requireChoice(task, request.choice());
    JsonNode answer = checkedAnswer(task, request.answer());
    if (task.kind().equals(MailTaskRepository.ABSENCE)
        || task.kind().equals(MailTaskRepository.MAILBOX)) {
      mail.answer(id, request.choice(), answer, actor);
      return answered(get(id), request);
    }
    Optional<RunRow> direct = directRun(task);
    if (direct.isPresent()) {
      RunAct.Answer act = new RunAct.Answer(actId, actor, id, request.choice(), answer);
      pass(task, () -> runs.act(direct.get(), act));
    } else {
      AnswerTaskAct act = new AnswerTaskAct(actId, actor, id, request.choice(), answer);
      pass(task, () -> journeys.act(task.entityId(), act));
      // A child path closes its own task a moment after the journey has told it.
      awaitClosed(task);
    }
    TaskRow after = get(id);
    return after.state() == TaskState.OPEN ? after : answered(after, request);
  }

  private TaskRow get(UUID id) {
    return repository.find(id).orElseThrow(() -> Refusal.notFound("task", id));
  }

  /** The task, when this is its answer; two people may have answered at the same time. */
  private static TaskRow answered(TaskRow task, Answer request) {
    if (task.state() == TaskState.ANSWERED
        && Objects.equals(task.choice(), request.choice())
        && isSame(task.answer(), checkedAnswer(task, request.answer()))) {
      return task;
    }
    throw closed(task);
  }

  /** PostgreSQL keeps the value of a number, not how it was written. */
  private static boolean isSame(@Nullable JsonNode kept, @Nullable JsonNode sent) {
    JsonNode left = kept == null ? NullNode.instance : kept;
    JsonNode right = sent == null ? NullNode.instance : sent;
    return left.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1,
        right);
  }

  /** Has the run or the journey that asks take the answer; what it was answered before counts. */
  private void pass(TaskRow task, Runnable act) {
    try {
      act.run();
    } catch (Refusal | UnansweredException problem) {
      if (get(task.id()).state() == TaskState.OPEN) {
        throw problem;
      }
    }
  }

  private void awaitClosed(TaskRow task) {
    Polling.until(PATIENCE, () -> get(task.id()).state() != TaskState.OPEN);
  }

  /** The run that asks, when no journey started it. */
  private Optional<RunRow> directRun(TaskRow task) {
    return Optional.ofNullable(task.runId())
        .filter(run -> "step".equals(task.kind()))
        .flatMap(rows::find)
        .filter(run -> run.visit() == null && run.isolation() == RunIsolation.CHILD);
  }

  private static void requireChoice(TaskRow task, String choice) {
    List<String> choices = task.choices().valueStream().map(JsonNode::asText).toList();
    if (choices.isEmpty()) {
      if (choice != null) {
        throw Refusal.invalid("/choice", "the task has no choices; give an answer only");
      }
    } else if (!choices.contains(choice)) {
      throw Refusal.invalid("/choice", "must be one of " + String.join(", ", choices));
    }
  }

  private static @Nullable JsonNode checkedAnswer(TaskRow task, @Nullable JsonNode answer) {
    BoundedJson.require("/answer", answer, SizeLimits.TASK_ANSWER);
    if (task.form() == null) {
      return answer;
    }
    return SchemaCheck.checked(task.form(), answer == null ? Jsonb.object() : answer, "/answer");
  }

  private static Refusal closed(TaskRow task) {
    return Refusal.conflict("Task " + task.id() + " is " + task.state().word() + " already.");
  }
}
