package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.budget.BudgetException;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;

/** What steps that ask a model have in common. */
abstract class LlmStepType extends RemoteStepType {

  /** Models think long and write long answers. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Room for thinking, which newer models do unasked, before an answer of some pages. */
  private static final int DEFAULT_MAX_TOKENS = 16_000;

  private static final String COMMON =
      """
      "model": {
        "type": "string", "minLength": 1, "maxLength": 100,
        "examples": [
          "scripted", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5", "claude-fable-5-2"
        ],
        "title": "Model",
        "description": "A model of Anthropic's API, or scripted: an offline stand-in that costs nothing."
      },
      "prompt": {
        "type": "string", "format": "template", "minLength": 1, "x-lines": 4,
        "title": "Prompt",
        "description": "What the model is asked."
      },
      "system": {
        "type": "string", "format": "template", "x-lines": 3,
        "title": "System prompt",
        "description": "Who the model is to be and how it is to answer."
      },
      %s
      "maxTokens": {
        "type": "integer", "minimum": 1, "maximum": 128000, "default": 16000,
        "title": "Most tokens",
        "description": "Most tokens that the model may write, its thinking included."
      },
      "connection": {
        "type": "string",
        "title": "Connection",
        "description": "Stored key to ask with, by id or name; without it the server's own."
      },
      "script": {
        "type": "string", "format": "template", "x-lines": 3,
        "title": "Script",
        "description": "What the model scripted answers; others are not told of it."
      }
      """;

  /**
   * @param required names of required settings besides {@code model} and {@code prompt}, as JSON
   * @param more further settings, as JSON with a comma behind each
   */
  LlmStepType(String id, String title, String required, String more) {
    super(
        id,
        title,
        "{\"type\": \"object\", \"required\": [\"model\", \"prompt\"%s], \"properties\": {%s}}"
            .formatted(required, COMMON.formatted(more)),
        TaskQueues.LLM);
  }

  @Override
  public final Duration timeout() {
    return TIMEOUT;
  }

  /** Waits at the gate of a budget that has no room for the call, unless that is to stop it. */
  @Override
  public final StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    try {
      return answer(context);
    } catch (BudgetException refusal) {
      return new StepOutcome.Waiting(
          refusal.gate(context.effectKey(), Instant.now()).orElseThrow(() -> refusal));
    }
  }

  /** Asks, and makes the answer the step's outcome. */
  abstract StepOutcome answer(StepContext context) throws StepException, InterruptedException;

  /** Asks the model of the step's config. */
  static ModelCalls.Answered ask(StepContext context, @Nullable JsonNode answerSchema)
      throws StepException, InterruptedException {
    return context.service(ModelCalls.class).ask(context, request(context, answerSchema));
  }

  /** How an answer becomes a part of the step's output. */
  @FunctionalInterface
  interface Reading {
    JsonNode of(String answer) throws StepException;
  }

  /**
   * The question, and the answer where the scripted model is asked: what another answers is not
   * known beforehand.
   *
   * @param name where the answer stands in the step's output
   */
  static StepPreview preview(ModelRequest request, String name, Reading reading)
      throws StepException {
    ObjectNode output = null;
    if (request.model().equals(ScriptedModel.NAME)) {
      output = JsonCodec.MAPPER.createObjectNode().put("model", request.model());
      output.set(name, reading.of(ScriptedModel.text(request)));
    }
    return new StepPreview.ModelCall(
        request.model(),
        request.system(),
        request.prompt(),
        request.maxTokens(),
        output == null ? null : StepOutcome.completed(output));
  }

  static ModelRequest request(StepContext context, @Nullable JsonNode answerSchema)
      throws StepException {
    JsonNode config = context.config();
    Duration timeout = context.step().timeout() == null ? TIMEOUT : context.step().timeout();
    return new ModelRequest(
        config.path("model").asText().strip(),
        rendered(context, "system"),
        context.render(config.path("prompt").asText(), false),
        config.path("maxTokens").asInt(DEFAULT_MAX_TOKENS),
        answerSchema,
        rendered(context, "script"),
        // A little less than the step has, so that the failure is told by who knows it best.
        timeout.multipliedBy(9).dividedBy(10));
  }

  /** The part of a step's output that tells how the answer came about. */
  static ObjectNode output(ModelCalls.Answered answered) {
    ObjectNode output = JsonCodec.MAPPER.createObjectNode();
    output.put("model", answered.usage().model());
    output.put("stopReason", answered.answer().stopReason());
    output
        .putObject("usage")
        .put("inputTokens", answered.usage().inputTokens())
        .put("outputTokens", answered.usage().outputTokens())
        .put("cacheReadTokens", answered.usage().cacheReadTokens())
        .put("cacheWriteTokens", answered.usage().cacheWriteTokens())
        .put("costUsd", answered.usage().costUsd());
    return output;
  }

  private static @Nullable String rendered(StepContext context, String field) throws StepException {
    String template = context.config().path(field).asText();
    return template.isBlank() ? null : context.render(template, false);
  }
}
