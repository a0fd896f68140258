package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person.
 *
 * @param runId the run it is about, or null when the stage asks
 * @param nodeId the step node, or the UX node when the stage asks
 * @param choices what may be answered; empty for any answer
 */
public record OpenTask(
    UUID id,
    Kind kind,
    @Nullable UUID runId,
    String nodeId,
    String title,
    @Nullable String description,
    @Nullable JsonNode form,
    List<String> choices,
    @Nullable String assignee,
    @Nullable Instant dueAt) {

  public OpenTask {
    choices = List.copyOf(choices);
  }

  /** The same with what only the database knows of it. */
  public OpenTask told(@Nullable String description, @Nullable JsonNode form) {
    return new OpenTask(
        id, kind, runId, nodeId, title, description, form, choices, assignee, dueAt);
  }

  /** The id of the task that a {@code human.task} step opens; journey and path agree on it. */
  static UUID ofStep(UUID runId, @Nullable String nodeId, int execution) {
    return DerivedId.of(runId, "task", nodeId, execution);
  }

  /** What asks. */
  public enum Kind {
    /** A {@code human.task} step. */
    STEP,
    /** A failed path, or a stage that nothing leads on from. */
    BLOCKED,
    /** A stage that asks before it is left. */
    APPROVAL,
    /** A stage that was stayed in too long. */
    DEADLINE
  }
}
