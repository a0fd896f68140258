package dev.stitch.activities.llm;

import dev.stitch.model.StepException;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

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

  AgentModels(
      LanguageModels models, TextDeltas deltas, PriceTable prices, ModelCallRepository calls) {
    this.models = models;
    this.deltas = deltas;
    this.prices = prices;
    this.calls = calls;
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

  /**
   * Asks.
   *
   * @throws StepException when there is no whole answer; whether to ask again is in its code
   */
  public ModelTurn ask(Conversation conversation, Asker asker)
      throws StepException, InterruptedException {
    Conversation.Partner partner = models.partner(conversation.model(), asker.connection());
    try (AnswerStream stream =
            new AnswerStream(
                deltas.of(asker.runId(), asker.entityId(), asker.nodeId(), asker.attempt()),
                asker.heartbeat());
        Recorded listener = new Recorded(stream, conversation.model(), asker)) {
      return partner.answer(conversation, listener);
    }
  }

  /** The most that a call can cost, in US dollars; empty for a model without a price. */
  public Optional<BigDecimal> mostCost(Conversation conversation) {
    if (conversation.model().equals(ScriptedModel.NAME)) {
      return Optional.of(BigDecimal.ZERO);
    }
    // A token has a character at least. All of it may be written to a cache, which costs most.
    long prompt =
        conversation.messages().toString().length()
            + conversation.tools().toString().length()
            + (conversation.system() == null ? 0L : conversation.system().length());
    return prices.cost(
        conversation.model(), new TokenUsage(0, conversation.maxTokens(), 0, prompt));
  }

  /** Records what is used as soon as it is known. */
  private final class Recorded implements AnswerListener, AutoCloseable {

    private final AnswerStream stream;
    private final String model;
    private final Asker asker;
    private @Nullable UUID id;
    private TokenUsage recorded = TokenUsage.NONE;
    private TokenUsage last = TokenUsage.NONE;

    Recorded(AnswerStream stream, String model, Asker asker) {
      this.stream = stream;
      this.model = model;
      this.asker = asker;
    }

    @Override
    public void used(TokenUsage usage) {
      last = usage;
      if (id == null) {
        id = calls.begin(call(usage));
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
        calls.correct(id, call(last));
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
