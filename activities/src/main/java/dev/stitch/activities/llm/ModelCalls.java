package dev.stitch.activities.llm;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import jakarta.inject.Singleton;

/**
 * Asks models on behalf of steps: shows what they write while they do, and records what was used,
 * also by calls that failed. Asking again does no harm but costs, so it needs no ledger.
 */
@Singleton
public class ModelCalls {

  private final LanguageModels models;
  private final TextDeltas deltas;
  private final PriceTable prices;
  private final ModelCallRepository calls;

  ModelCalls(
      LanguageModels models, TextDeltas deltas, PriceTable prices, ModelCallRepository calls) {
    this.models = models;
    this.deltas = deltas;
    this.prices = prices;
    this.calls = calls;
  }

  /**
   * An answer and what it took.
   *
   * @param usage with its cost
   */
  record Answered(ModelAnswer answer, ModelUsage usage) {}

  /**
   * Asks.
   *
   * @throws StepException when there is no answer, {@code REJECTED} when the model refuses one
   */
  Answered ask(StepContext context, ModelRequest request)
      throws StepException, InterruptedException {
    LanguageModel model = models.of(context, request.model());
    try (AnswerStream stream = new AnswerStream(deltas.of(context), context::heartbeat)) {
      ModelAnswer answer;
      try {
        answer = model.answer(request, stream);
      } finally {
        record(context, request.model(), stream.usage());
      }
      if (answer.stopReason().equals(ModelAnswer.REFUSAL)) {
        throw new StepException(FailureCode.REJECTED, "The model declined to answer.");
      }
      return new Answered(answer, usage(request.model(), stream.usage()));
    }
  }

  private void record(StepContext context, String model, TokenUsage tokens) {
    if (!tokens.equals(TokenUsage.NONE)) {
      calls.record(
          new ModelCall(
              context.runId(), context.step().id(), context.attempt(), usage(model, tokens)));
    }
  }

  private ModelUsage usage(String model, TokenUsage tokens) {
    return new ModelUsage(
        model,
        tokens.input(),
        tokens.output(),
        tokens.cacheRead(),
        tokens.cacheWrite(),
        prices.cost(model, tokens).orElse(null));
  }
}
