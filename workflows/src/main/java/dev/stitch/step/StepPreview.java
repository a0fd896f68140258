package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What carrying a step out would do, said without doing it. Texts are rendered and addresses filled
 * in; credentials and what only a server knows are left out.
 */
public sealed interface StepPreview {

  /**
   * What the step comes to when all goes well, as far as that is known beforehand; null where only
   * the outside knows.
   */
  @Nullable StepOutcome outcome();

  /** Nothing outside: the step only computes, and this is what it comes to. */
  record Computed(StepOutcome outcome) implements StepPreview {
    public Computed {
      Objects.requireNonNull(outcome, "outcome");
    }
  }

  /**
   * A mail.
   *
   * @param from null for the server's usual sender
   * @param replyTo null when answers come back to the journey
   * @param text null when the mail is HTML only
   * @param html null when the mail is text only
   */
  record Mail(
      String to,
      @Nullable String from,
      @Nullable String replyTo,
      String subject,
      @Nullable String text,
      @Nullable String html,
      StepOutcome outcome)
      implements StepPreview {}

  /**
   * A request to an outside server.
   *
   * @param body null when there is none
   */
  record HttpRequest(
      String method, String url, @Nullable String body, @Nullable StepOutcome outcome)
      implements StepPreview {}

  /**
   * A contact would be written.
   *
   * @param contactId null for one that would be created
   * @param patch from field to its new value; null clears
   */
  record ContactWrite(@Nullable UUID contactId, JsonNode patch, @Nullable StepOutcome outcome)
      implements StepPreview {}

  /**
   * A question to a language model.
   *
   * @param system the system prompt, or null
   * @param maxTokens most tokens that it may write
   */
  record ModelCall(
      String model,
      @Nullable String system,
      String prompt,
      int maxTokens,
      @Nullable StepOutcome outcome)
      implements StepPreview {}

  /**
   * Runs of another flow; what they come to is theirs to say.
   *
   * @param inputs the input of each run
   */
  record FlowCall(UUID flowId, List<JsonNode> inputs) implements StepPreview {
    public FlowCall {
      inputs = List.copyOf(inputs);
    }

    @Override
    public @Nullable StepOutcome outcome() {
      return null;
    }
  }

  /**
   * Anything else.
   *
   * @param act what it would do, in a few words, e.g. {@code find contacts}
   */
  record Other(String act, JsonNode detail, @Nullable StepOutcome outcome) implements StepPreview {}
}
