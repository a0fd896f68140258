package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.effect.OutwardAct.Answer;
import dev.stitch.activities.effect.OutwardAct.Done;
import dev.stitch.activities.effect.OutwardAct.NotDone;
import dev.stitch.activities.effect.OutwardAct.Unclear;
import dev.stitch.activities.step.StorableJson;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an outward act out at most once, over retries, crashes and attempts at once.
 *
 * <p>A row goes {@code intended → sending → sent | failed}. An attempt takes it to {@code sending}
 * immediately before the first outward byte, and only one can. When an attempt ends in {@code
 * sending} without knowing what happened, the act is repeated only where the provider recognises
 * its key; else it becomes {@code unknown} and is never done again by itself.
 */
@Singleton
public class EffectLedger {

  private static final Logger LOG = LoggerFactory.getLogger(EffectLedger.class);

  /** How long an act may be in another attempt's hands before that attempt counts as dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** How long the database may be away while something known is still to be written. */
  private static final Duration INSISTENCE = Duration.ofSeconds(20);

  private final Database database;
  private final EffectRepository effects;
  private final Duration patience;

  @Inject
  public EffectLedger(Database database, EffectRepository effects) {
    this(database, effects, PATIENCE);
  }

  EffectLedger(Database database, EffectRepository effects, Duration patience) {
    this.database = database;
    this.effects = effects;
    this.patience = patience;
  }

  /** The result of an act that has happened, or empty. */
  public Optional<JsonNode> result(String key) {
    return effects.find(key).filter(it -> it.state() == EffectState.SENT).map(Effect::result);
  }

  /**
   * Answers the recorded result when the act has happened, else makes it happen.
   *
   * @throws StepException as the act says; {@code EFFECT_UNKNOWN} when nobody knows whether it
   *     happened
   */
  public JsonNode perform(Intent intent, OutwardAct act)
      throws StepException, InterruptedException {
    effects.intend(intent.key(), intent.kind(), intent.payloadHash(), intent.runId());
    while (true) {
      Effect effect = effects.find(intent.key()).orElseThrow();
      switch (effect.state()) {
        case SENT -> {
          return effect.result();
        }
        case UNKNOWN -> throw unknown(effect.error(), null);
        case SENDING -> {
          giveUpWhenLost(intent);
          if (intent.repeatable()) {
            Optional<JsonNode> result = attempt(intent, act);
            if (result.isPresent()) {
              return result.get();
            }
          }
          Thread.sleep(LOOK_AGAIN);
        }
        case INTENDED, FAILED -> {
          Optional<JsonNode> result = attempt(intent, act);
          if (result.isPresent()) {
            return result.get();
          }
        }
      }
    }
  }

  /** Empty when another attempt was faster. */
  private Optional<JsonNode> attempt(Intent intent, OutwardAct act)
      throws StepException, InterruptedException {
    LedgerClaim claim = new LedgerClaim(database, effects, intent);
    Answer answer;
    try {
      answer = act.attempt(claim);
    } catch (LedgerClaim.TakenByAnother taken) {
      return Optional.empty();
    } catch (StepException | InterruptedException | RuntimeException e) {
      if (claim.taken()) {
        settleUnclear(intent, e);
      } else if (claim.inDoubt() && !intent.repeatable()) {
        // The database failed, maybe after it had committed: no byte has left, so nothing is taken.
        insist(() -> effects.settleFailed(intent.key(), "It was not begun.", claim.at()));
      }
      throw e;
    }
    return Optional.of(settle(intent, claim, answer));
  }

  private JsonNode settle(Intent intent, LedgerClaim claim, Answer answer)
      throws StepException, InterruptedException {
    if (!claim.taken() && !(answer instanceof NotDone)) {
      throw new IllegalStateException(intent.kind() + " acted without its claim");
    }
    switch (answer) {
      case Done done -> {
        JsonNode result = StorableJson.withoutNul(done.result());
        insist(() -> effects.settleSent(intent.key(), done.providerId(), result));
        return result;
      }
      case NotDone notDone -> {
        // A repetition that failed says nothing about the attempt it repeats.
        if (claim.first()) {
          String why = notDone.why().getMessage();
          insist(() -> effects.settleFailed(intent.key(), why, claim.at()));
        }
        throw notDone.why();
      }
      case Unclear unclear -> {
        settleUnclear(intent, unclear.why());
        throw unclear.why();
      }
    }
  }

  /** Leaves a repeatable act for the next attempt; of another, says that nobody knows. */
  private void settleUnclear(Intent intent, Exception cause) throws StepException {
    if (!intent.repeatable()) {
      String why = "The attempt ended in the middle: " + cause.getMessage();
      effects.settleUnknown(intent.key(), why);
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw unknown(why, cause);
    }
  }

  /** Writes what only this attempt knows, over a restart of the database. */
  private static void insist(Runnable write) throws InterruptedException {
    long deadline = System.nanoTime() + INSISTENCE.toNanos();
    while (true) {
      try {
        write.run();
        return;
      } catch (RuntimeException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        // Not the failure itself: its text may hold what was sent.
        LOG.warn(
            "The outcome of an outward act could not be written, for {}; trying again",
            e.getClass().getSimpleName());
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  private void giveUpWhenLost(Intent intent) throws StepException {
    Duration limit = intent.repeatable() ? intent.remembered() : patience;
    String why = "The attempt ended in the middle, without a word for " + limit.toSeconds() + " s.";
    if (effects.giveUp(intent.key(), why, limit)) {
      throw unknown(why, null);
    }
  }

  private static StepException unknown(String why, Exception cause) {
    return new StepException(
        FailureCode.EFFECT_UNKNOWN,
        "Whether this happened is not known, so it is not done again by itself. " + why,
        cause);
  }
}
