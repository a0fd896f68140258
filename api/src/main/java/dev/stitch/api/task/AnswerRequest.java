package dev.stitch.api.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.act.TaskAnswers;
import io.micronaut.core.annotation.Nullable;

/**
 * A person's answer.
 *
 * @param choice one of the task's choices; required when it has any
 * @param answer what its form asks for
 */
public record AnswerRequest(@Nullable String choice, @Nullable JsonNode answer) {

  TaskAnswers.Answer answering() {
    return new TaskAnswers.Answer(choice, answer);
  }
}
