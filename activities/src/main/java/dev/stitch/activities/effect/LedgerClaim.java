package dev.stitch.activities.effect;

import dev.stitch.store.effect.EffectRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One attempt's claim on a row of the ledger. Used by one thread. */
final class LedgerClaim implements OutwardAct.Claim {

  /** The act belongs to another attempt, or happened already. */
  static final class TakenByAnother extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TakenByAnother() {
      super("another attempt has this act", null, false, false);
    }
  }

  private enum State {
    NOT_TAKEN,
    FIRST,
    REPEATED
  }

  private final EffectRepository effects;
  private final Intent intent;
  private State state = State.NOT_TAKEN;
  private Instant at;

  LedgerClaim(EffectRepository effects, Intent intent) {
    this.effects = effects;
    this.intent = intent;
  }

  @Override
  public void take() {
    if (taken()) {
      return;
    }
    // As PostgreSQL will keep it, so that it can be compared with the row.
    at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    if (effects.claim(intent.key(), intent.payloadHash(), at)) {
      state = State.FIRST;
    } else if (intent.repeatable() && effects.reclaim(intent.key(), at, intent.remembered())) {
      state = State.REPEATED;
    } else {
      throw new TakenByAnother();
    }
  }

  boolean taken() {
    return state != State.NOT_TAKEN;
  }

  /** Whether nobody had begun before. */
  boolean first() {
    return state == State.FIRST;
  }

  /** When it was taken; null before. */
  Instant at() {
    return at;
  }
}
