package dev.stitch.activities.llm;

import dev.stitch.activities.budget.BudgetException;
import dev.stitch.activities.budget.BudgetReservation;
import dev.stitch.activities.budget.Budgets;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.budget.BudgetLedger.Spender;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;

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
  private final Budgets budgets;

  ModelCalls(
      LanguageModels models,
      TextDeltas deltas,
      PriceTable prices,
      ModelCallRepository calls,
      Budgets budgets) {
    this.models = models;
    this.deltas = deltas;
    this.prices = prices;
    this.calls = calls;
    this.budgets = budgets;
  }

  /**
   * An answer and what it took.
   *
   * @param usage with its cost
   */
  record Answered(ModelAnswer answer, ModelUsage usage) {}

  /**
   * Who asks.
   *
   * @param runId the run that pays
   * @param nodeId its step, by which what it used is found again
   * @param pieces is given what was written, in order
   * @param heartbeat fails when the answer is no longer wanted
   */
  record Asker(
      UUID runId, String nodeId, int attempt, Consumer<String> pieces, Runnable heartbeat) {}

  /**
   * Asks, once the most that the answer can cost is reserved.
   *
   * @throws BudgetException when there is no money for it; the model was not asked
   * @throws StepException when there is no answer, {@code REJECTED} when the model refuses one
   */
  Answered ask(StepContext context, ModelRequest request)
      throws StepException, InterruptedException {
    return ask(
        models.of(context, request.model()),
        request,
        new Asker(
            context.runId(),
            context.step().id(),
            context.attempt(),
            deltas.of(context),
            context::heartbeat));
  }

  /**
   * Asks with the server's own key, on behalf of what is no step of a graph.
   *
   * @throws StepException as {@link #ask(StepContext, ModelRequest)}
   */
  Answered ask(ModelRequest request, Asker asker) throws StepException, InterruptedException {
    return ask(models.of(request.model()), request, asker);
  }

  private Answered ask(LanguageModel model, ModelRequest request, Asker asker)
      throws StepException, InterruptedException {
    try (BudgetReservation reservation =
            budgets.reserve(new Spender(asker.runId(), asker.nodeId()), prices.estimate(request));
        AnswerStream stream = new AnswerStream(asker.pieces(), asker.heartbeat())) {
      ModelAnswer answer;
      try {
        answer = model.answer(request, stream);
      } finally {
        record(asker, request.model(), stream.usage(), reservation);
      }
      if (answer.stopReason().equals(ModelAnswer.REFUSAL)) {
        throw new StepException(FailureCode.REJECTED, "The model declined to answer.");
      }
      return new Answered(answer, usage(request.model(), stream.usage()));
    }
  }

  private void record(Asker asker, String model, TokenUsage tokens, BudgetReservation reservation) {
    if (!tokens.equals(TokenUsage.NONE)) {
      ModelCall call =
          new ModelCall(asker.runId(), asker.nodeId(), asker.attempt(), usage(model, tokens));
      reservation.settle(() -> calls.record(call));
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
