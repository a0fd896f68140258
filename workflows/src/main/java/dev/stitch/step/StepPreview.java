package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What carrying a step out would do, said without doing it. Texts are rendered and addresses filled
 * in; credentials and what only a server knows are left out.
 */
public sealed interface StepPreview {

  /**
   * What the step comes to when all goes well, as far as that is known beforehand; null where only
   * the outside knows.
   */
  StepOutcome outcome();

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
      String from,
      String replyTo,
      String subject,
      String text,
      String html,
      StepOutcome outcome)
      implements StepPreview {}

  /**
   * A request to an outside server.
   *
   * @param body null when there is none
   */
  record HttpRequest(String method, String url, String body, StepOutcome outcome)
      implements StepPreview {}

  /**
   * A contact would be written.
   *
   * @param contactId null for one that would be created
   * @param patch from field to its new value; null clears
   */
  record ContactWrite(UUID contactId, JsonNode patch, StepOutcome outcome) implements StepPreview {}

  /**
   * A question to a language model.
   *
   * @param system the system prompt, or null
   * @param maxTokens most tokens that it may write
   */
  record ModelCall(String model, String system, String prompt, int maxTokens, StepOutcome outcome)
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
    public StepOutcome outcome() {
      return null;
    }
  }

  /**
   * Anything else.
   *
   * @param act what it would do, in a few words, e.g. {@code find contacts}
   */
  record Other(String act, JsonNode detail, StepOutcome outcome) implements StepPreview {}
}
