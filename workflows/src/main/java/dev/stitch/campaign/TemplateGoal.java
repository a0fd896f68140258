package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template is for, as its config says: an event that happens to a contact, or an expression
 * over the contact that comes to hold.
 *
 * @param event its name, or null
 * @param when CEL over {@code contact} and {@code now}, or null
 * @param within how long a mail is given credit for it, and how long after its end an enrollment
 *     may still reach it
 * @param exit whether reaching it ends the enrollment
 */
public record TemplateGoal(
    @Nullable String event, @Nullable String when, Duration within, boolean exit) {

  static final String FIELD = "goal";

  static final String WITHIN = "within";

  /** Without another word: two weeks. */
  static final Duration USUALLY_WITHIN = Duration.ofDays(14);

  /** Later than this, nobody came because of a mail. */
  static final Duration LONGEST = Duration.ofDays(365);

  /** The goal of a template that was checked; empty when it has none. */
  public static Optional<TemplateGoal> of(JsonNode config) {
    JsonNode goal = config.path(FIELD);
    if (!goal.isObject()) {
      return Optional.empty();
    }
    String within = goal.path(WITHIN).textValue();
    return Optional.of(
        new TemplateGoal(
            goal.path("event").textValue(),
            goal.path("when").textValue(),
            within == null ? USUALLY_WITHIN : Durations.parse(within),
            goal.path("exit").asBoolean()));
  }
}
