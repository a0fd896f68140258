package dev.stitch.evaluation;

import dev.stitch.json.StorableJson;
import dev.stitch.machine.JsonBounds;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to, as workflow state, Temporal and PostgreSQL can hold it. The character NUL is
 * dropped. An outcome that is nested too deep or is too long fails the step: in the workflow's
 * state it would fail the workflow task, each time anew.
 */
public final class StorableOutcome {

  /** Longest title of a human task and longest assignee, in characters. */
  static final int LONGEST_LINE = 1_000;

  /** Longest description of a human task, in characters. */
  static final int LONGEST_DESCRIPTION = 64 * 1024;

  private StorableOutcome() {}

  /**
   * The same outcome without NUL.
   *
   * @throws StepException {@code INVALID_CONFIG} saying what is nested too deep or too long
   */
  public static StepOutcome of(StepOutcome outcome) throws StepException {
    return switch (outcome) {
      case StepOutcome.Completed done -> completed(done);
      case StepOutcome.Waiting waiting ->
          waiting.on() instanceof Wait.Person person
              ? new StepOutcome.Waiting(task(person))
              : waiting;
      case StepOutcome.Failed failed -> failed;
      case StepOutcome.Elsewhere elsewhere -> elsewhere;
    };
  }

  private static StepOutcome completed(StepOutcome.Completed done) throws StepException {
    // An output of any length is taken: PostgreSQL keeps a large one.
    refuse(JsonBounds.problem("the output", done.output(), Integer.MAX_VALUE));
    refuse(JsonBounds.problem("the metadata that is set", done.metadata(), JsonBounds.METADATA));
    return new StepOutcome.Completed(
        StorableJson.withoutNul(done.output()),
        StorableJson.withoutNul(done.branch()),
        StorableJson.withoutNul(done.metadata()));
  }

  private static Wait.Person task(Wait.Person person) throws StepException {
    return new Wait.Person(
        Objects.requireNonNull(text("title", person.title(), LONGEST_LINE)),
        text("description", person.description(), LONGEST_DESCRIPTION),
        person.form(),
        person.choices(),
        text("assignee", person.assignee(), LONGEST_LINE),
        person.until());
  }

  private static @Nullable String text(String setting, @Nullable String text, int longest)
      throws StepException {
    if (text != null && text.length() > longest) {
      throw refused(
          setting + ": " + text.length() + " characters, at most " + longest + " are allowed");
    }
    return StorableJson.withoutNul(text);
  }

  private static void refuse(Optional<String> problem) throws StepException {
    if (problem.isPresent()) {
      throw refused(problem.get());
    }
  }

  private static StepException refused(String problem) {
    return new StepException(FailureCode.INVALID_CONFIG, problem);
  }
}
