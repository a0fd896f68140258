package dev.stitch.activities.llm;

import dev.stitch.activities.budget.BudgetException;
import dev.stitch.activities.budget.BudgetReservation;
import dev.stitch.activities.budget.Budgets;
import dev.stitch.model.StepException;
import dev.stitch.store.budget.BudgetLedger.Spender;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Has models go on with conversations of agents: shows what they write while they do. What a call
 * takes is recorded before the first word of its answer, and corrected when it has ended, so that
 * one that is cut off, or whose worker is killed, counts as what the provider bills.
 */
@Singleton
public class AgentModels {

  private final LanguageModels models;
  private final TextDeltas deltas;
  private final PriceTable prices;
  private final ModelCallRepository calls;
  private final Budgets budgets;

  /** The longest that the operator wants conversations to be, in tokens; 0 for no limit. */
  private final long longest;

  AgentModels(
      LanguageModels models,
      TextDeltas deltas,
      PriceTable prices,
      ModelCallRepository calls,
      Budgets budgets,
      @Value("${stitch.agent.window:0}") long longest) {
    this.models = models;
    this.deltas = deltas;
    this.prices = prices;
    this.calls = calls;
    this.budgets = budgets;
    this.longest = longest;
  }

  /**
   * Who asks.
   *
   * @param runId the run that pays
   * @param nodeId the turn, by which what it used is found again
   * @param connection the stored key to ask with, by id or name; null for the server's own
   * @param heartbeat fails when the answer is no longer wanted
   */
  public record Asker(
      UUID runId,
      @Nullable UUID entityId,
      String nodeId,
      int attempt,
      @Nullable String connection,
      Runnable heartbeat) {}

  /** The longest conversation that a model may be given, in tokens; empty for any. */
  public Optional<Long> window(String model) {
    return Stream.concat(prices.window(model).stream(), Stream.of(longest).filter(it -> it > 0))
        .min(Long::compare);
  }

  /**
   * How long the conversation of a run was when a turn of it had ended, as the provider has told; 0
   * where it has not.
   */
  public long measured(UUID runId, String nodeId) {
    return calls.tokens(runId, nodeId);
  }

  /**
   * Asks, once the most that the answer can cost is reserved.
   *
   * @throws BudgetException when there is no money for it; the model was not asked
   * @throws StepException when there is no whole answer; whether to ask again is in its code
   */
  public ModelTurn ask(Conversation conversation, Asker asker)
      throws StepException, InterruptedException {
    Conversation.Partner partner = models.partner(conversation.model(), asker.connection());
    try (BudgetReservation reservation =
            budgets.reserve(
                new Spender(asker.runId(), asker.nodeId()), prices.estimate(conversation));
        AnswerStream stream =
            new AnswerStream(
                deltas.of(asker.runId(), asker.entityId(), asker.nodeId(), asker.attempt()),
                asker.heartbeat());
        Recorded listener = new Recorded(stream, conversation.model(), asker, reservation)) {
      return partner.answer(conversation, listener);
    }
  }

  /** Records what is used as soon as it is known. */
  private final class Recorded implements AnswerListener, AutoCloseable {

    private final AnswerStream stream;
    private final String model;
    private final Asker asker;
    private final BudgetReservation reservation;
    private @Nullable UUID id;
    private TokenUsage recorded = TokenUsage.NONE;
    private TokenUsage last = TokenUsage.NONE;

    Recorded(AnswerStream stream, String model, Asker asker, BudgetReservation reservation) {
      this.stream = stream;
      this.model = model;
      this.asker = asker;
      this.reservation = reservation;
    }

    @Override
    public void used(TokenUsage usage) {
      last = usage;
      if (id == null) {
        reservation.spend(
            prices.cost(model, usage).orElse(BigDecimal.ZERO), () -> id = calls.begin(call(usage)));
        recorded = usage;
      }
      stream.used(usage);
    }

    @Override
    public void wrote(String piece) {
      stream.wrote(piece);
    }

    @Override
    public void hangUpBy(Runnable end) {
      stream.hangUpBy(end);
    }

    @Override
    public void requireWanted() {
      stream.requireWanted();
    }

    @Override
    public void close() {
      if (id != null && !last.equals(recorded)) {
        reservation.settle(() -> calls.correct(id, call(last)));
      }
    }

    private ModelCall call(TokenUsage usage) {
      return new ModelCall(
          asker.runId(),
          asker.nodeId(),
          asker.attempt(),
          new ModelUsage(
              model,
              usage.input(),
              usage.output(),
              usage.cacheRead(),
              usage.cacheWrite() + usage.cacheWriteHour(),
              prices.cost(model, usage).orElse(null)),
          usage.cacheWriteHour());
    }
  }
}
