package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.budget.BudgetException;
import dev.stitch.activities.llm.Extraction;
import dev.stitch.graph.expression.Templates;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.Hold;
import dev.stitch.port.BatchActivities.Hold.Reason;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Has a model find facts in what was read, and says what becomes of the run where it cannot. */
@Singleton
class Facts {

  /** The member of a position that counts how often in a row the model refused to answer. */
  static final String REFUSALS = "refusals";

  /** So many in a row are no matter of the texts: a wrong key, or a model that does not exist. */
  private static final int MOST_REFUSALS = 3;

  /** A model that answers beside the point is asked once more. */
  private static final int ATTEMPTS = 2;

  private final Extraction extraction;

  Facts(Extraction extraction) {
    this.extraction = extraction;
  }

  /** What came of asking. */
  sealed interface Outcome {

    /** Data of the schema. */
    record Found(ObjectNode data) implements Outcome {}

    /** This text yields nothing; another one may. */
    record Nothing(StepException why) implements Outcome {}

    /** No text yields anything now, or ever. */
    record Ends(SliceEnd end) implements Outcome {}
  }

  /**
   * What is asked.
   *
   * @param key by which the use of models is told apart within the run
   * @param script template of what the offline stand-in answers, or null
   * @param variables what the script sees
   */
  record Question(
      UUID runId,
      String key,
      String model,
      String task,
      String sources,
      ObjectNode schema,
      @Nullable String script,
      ObjectNode variables) {}

  /** Asks, and adds the step {@code llm_extract}. */
  Outcome find(Question question, @Nullable String url, Trail trail) throws InterruptedException {
    Instant since = trail.now();
    ObjectNode input =
        Jsonb.object()
            .put("model", question.model())
            .put("characters", question.sources().length());
    try {
      Extraction.Found found = ask(question);
      ObjectNode output = Jsonb.object();
      output.set("data", found.data());
      output.set("usage", Jsonb.tree(found.usage()));
      trail.add(
          trail
              .done(BatchStepType.LLM_EXTRACT, since)
              .at(url)
              .by(question.model())
              .given(input)
              .answered(output));
      return new Outcome.Found(found.data());
    } catch (BudgetException noMoney) {
      return new Outcome.Ends(end(noMoney, trail.now()));
    } catch (StepException e) {
      trail.add(
          trail
              .failed(BatchStepType.LLM_EXTRACT, e, since)
              .at(url)
              .by(question.model())
              .given(input));
      return outcome(e, trail.now());
    }
  }

  private Extraction.Found ask(Question question) throws StepException, InterruptedException {
    String script =
        question.script() == null
            ? null
            : Templates.render(question.script(), question.variables(), false);
    Extraction.Question asked =
        new Extraction.Question(
            question.runId(),
            question.key(),
            question.model(),
            question.task(),
            question.sources(),
            question.schema(),
            script);
    for (int attempt = 1; ; attempt++) {
      try {
        return extraction.find(asked, () -> {});
      } catch (StepException e) {
        if (e.code() != FailureCode.UNUSABLE_ANSWER || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * How often in a row the model has refused, with a failure that has just come.
   *
   * @param position where the run stands, or null
   */
  static int refusals(@Nullable JsonNode position, StepException failure) {
    int before = position == null ? 0 : position.path(REFUSALS).asInt();
    return failure.code() == FailureCode.REJECTED ? before + 1 : 0;
  }

  /** The end of a run whose model refuses again and again; empty while it may go on. */
  static Optional<SliceEnd> endAfter(int refusals, StepException failure) {
    return refusals < MOST_REFUSALS
        ? Optional.empty()
        : Optional.of(
            new SliceEnd.Failed(
                new StepFailure(
                    failure.code(),
                    "The model has refused %d times in a row: %s"
                        .formatted(refusals, failure.getMessage()))));
  }

  /** The run waits for money, and goes on where it stands; or the budget is one that ends it. */
  private static SliceEnd end(BudgetException noMoney, Instant now) {
    String why = String.valueOf(noMoney.getMessage());
    return noMoney
        .gate(why, now)
        .<SliceEnd>map(gate -> new SliceEnd.Held(new Hold(Reason.BUDGET, gate.until(), why)))
        .orElseGet(() -> new SliceEnd.Failed(new StepFailure(noMoney.code(), why)));
  }

  private static Outcome outcome(StepException failure, Instant now) {
    String why = String.valueOf(failure.getMessage());
    return switch (failure.code()) {
      case UNAVAILABLE, TIMEOUT ->
          new Outcome.Ends(
              new SliceEnd.Held(
                  failure
                      .retryAfter()
                      .map(pause -> new Hold(Reason.RATE_LIMIT, now.plus(pause), why))
                      .orElseGet(() -> new Hold(Reason.OUTAGE, null, why))));
      case INVALID_CONFIG, EXPRESSION, NOT_FOUND, FORBIDDEN_ADDRESS ->
          new Outcome.Ends(new SliceEnd.Failed(new StepFailure(failure.code(), why)));
      case REJECTED,
          UNUSABLE_ANSWER,
          INVALID_INPUT,
          CONTACT_UNREACHABLE,
          EFFECT_UNKNOWN,
          RUN_CONTROL,
          LIMIT_REACHED,
          BUDGET_EXHAUSTED,
          CONVERSATION_TOO_LONG,
          INTERNAL ->
          new Outcome.Nothing(failure);
    };
  }
}
