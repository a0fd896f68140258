package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.effect.OutwardAct.Answer;
import dev.stitch.activities.effect.OutwardAct.Done;
import dev.stitch.activities.effect.OutwardAct.NotDone;
import dev.stitch.activities.effect.OutwardAct.Unclear;
import dev.stitch.activities.step.Infrastructure;
import dev.stitch.json.StorableJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

  /**
   * How long an act must be seen in another attempt's hands by one that would declare it lost.
   * After an outage, whoever knows its outcome writes that within this time.
   */
  private static final Duration WATCH = Duration.ofSeconds(10);

  /** How long an attempt stays with what it has to write while the database is away. */
  private static final Duration INSISTENCE = Duration.ofSeconds(20);

  private final Database database;
  private final EffectRepository effects;
  private final Duration patience;
  private volatile boolean closing;

  @Inject
  public EffectLedger(Database database, EffectRepository effects) {
    this(database, effects, PATIENCE);
  }

  EffectLedger(Database database, EffectRepository effects, Duration patience) {
    this.database = database;
    this.effects = effects;
    this.patience = patience;
  }

  /** Ends the writing of outcomes that the database has not taken yet. */
  @PreDestroy
  void close() {
    closing = true;
  }

  /** The result of an act that has happened, or empty. */
  public Optional<JsonNode> result(String key) {
    return effects.find(key).filter(it -> it.state() == EffectState.SENT).map(Effect::result);
  }

  /**
   * The act as an attempt has left it that began and whose end is not written: it is under way, or
   * nobody knows. Empty before the first, and once it is known to have happened or not.
   */
  public Optional<Effect> open(String key) {
    return effects
        .find(key)
        .filter(it -> it.state() == EffectState.SENDING || it.state() == EffectState.UNKNOWN);
  }

  /** Settles an act that was looked for. What somebody else has found out meanwhile stays. */
  public void settle(Effect unknown, Evidence evidence) {
    switch (evidence) {
      case Evidence.Happened happened ->
          effects.settleSent(
              unknown.key(), happened.providerId(), StorableJson.withoutNul(happened.result()));
      case Evidence.Undone undone -> effects.settleUndone(unknown, undone.why());
    }
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
    long seenSending = 0;
    while (true) {
      Effect effect = effects.find(intent.key()).orElseThrow();
      switch (effect.state()) {
        case SENT -> {
          return effect.result();
        }
        case UNKNOWN -> throw unknown(effect.error(), null);
        case SENDING -> {
          seenSending = seenSending == 0 ? System.nanoTime() : seenSending;
          giveUpWhenLost(intent, Duration.ofNanos(System.nanoTime() - seenSending));
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
    } catch (ClaimRefused refused) {
      throw refused.why();
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

  private JsonNode settle(Intent intent, LedgerClaim claim, Answer answer) throws StepException {
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
      insist(() -> effects.settleUnknown(intent.key(), why));
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw unknown(why, cause);
    }
  }

  /**
   * Writes what only this attempt knows. When the database is away for longer than an attempt can
   * stay, or the attempt's time is up, the writing goes on beside it: nobody else could settle the
   * row, and the act would count as unknown.
   */
  private void insist(Runnable write) {
    boolean interrupted = Thread.interrupted(); // which would break the connection
    try {
      long deadline = System.nanoTime() + INSISTENCE.toNanos();
      while (!written(write)) {
        if (System.nanoTime() - deadline > 0) {
          goOnBeside(write);
          return;
        }
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      goOnBeside(write);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void goOnBeside(Runnable write) {
    Thread.ofVirtual()
        .name("effect-outcome")
        .start(
            () -> {
              while (!closing && !written(write)) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
              }
            });
  }

  private static boolean written(Runnable write) {
    try {
      write.run();
      return true;
    } catch (RuntimeException e) {
      if (!Infrastructure.failed(e)) {
        throw e;
      }
      // Not the failure itself: its text may hold what was sent.
      LOG.warn(
          "The outcome of an outward act could not be written, for {}; trying again",
          e.getClass().getSimpleName());
      return false;
    }
  }

  private void giveUpWhenLost(Intent intent, Duration watched) throws StepException {
    if (watched.compareTo(patience.compareTo(WATCH) < 0 ? patience : WATCH) < 0) {
      return;
    }
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
