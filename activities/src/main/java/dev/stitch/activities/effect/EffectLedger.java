package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.effect.OutwardAct.Answer;
import dev.stitch.activities.effect.OutwardAct.Done;
import dev.stitch.activities.effect.OutwardAct.NotDone;
import dev.stitch.activities.effect.OutwardAct.Unclear;
import dev.stitch.activities.step.StorableJson;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

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

  /** How long an act may be in another attempt's hands before that attempt counts as dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final EffectRepository effects;
  private final Duration patience;

  @Inject
  public EffectLedger(EffectRepository effects) {
    this(effects, PATIENCE);
  }

  EffectLedger(EffectRepository effects, Duration patience) {
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
    LedgerClaim claim = new LedgerClaim(effects, intent);
    Answer answer;
    try {
      answer = act.attempt(claim);
    } catch (LedgerClaim.TakenByAnother taken) {
      return Optional.empty();
    } catch (StepException | InterruptedException | RuntimeException e) {
      if (claim.taken()) {
        settleUnclear(intent, e);
      }
      throw e;
    }
    return Optional.of(settle(intent, claim, answer));
  }

  private JsonNode settle(Intent intent, LedgerClaim claim, Answer answer) throws StepException {
    if (!claim.taken() && !(answer instanceof NotDone)) {
      throw new IllegalStateException(intent.kind() + " acted without its claim");
    }
    switch (answer) {
      case Done done -> {
        JsonNode result = StorableJson.withoutNul(done.result());
        effects.settleSent(intent.key(), done.providerId(), result);
        return result;
      }
      case NotDone notDone -> {
        // A repetition that failed says nothing about the attempt it repeats.
        if (claim.first()) {
          effects.settleFailed(intent.key(), notDone.why().getMessage(), claim.at());
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
