package dev.stitch.activities.effect;

import dev.stitch.store.Database;
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

  private final Database database;
  private final EffectRepository effects;
  private final Intent intent;
  private State state = State.NOT_TAKEN;
  private Instant at;

  LedgerClaim(Database database, EffectRepository effects, Intent intent) {
    this.database = database;
    this.effects = effects;
    this.intent = intent;
  }

  @Override
  public void take(Runnable note) {
    if (taken()) {
      return;
    }
    // As PostgreSQL will keep it, so that it can be compared with the row.
    at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    state =
        database.transaction(
            () -> {
              State mine = claim();
              note.run();
              return mine;
            });
  }

  private State claim() {
    if (effects.claim(intent.key(), intent.payloadHash(), at)) {
      return State.FIRST;
    }
    if (intent.repeatable() && effects.reclaim(intent.key(), at, intent.remembered())) {
      return State.REPEATED;
    }
    throw new TakenByAnother();
  }

  boolean taken() {
    return state != State.NOT_TAKEN;
  }

  /** Whether nobody had begun before. */
  boolean first() {
    return state == State.FIRST;
  }

  /** Whether taking it failed so that the row may say it is taken all the same. */
  boolean inDoubt() {
    return !taken() && at != null;
  }

  /** When it was taken, or was tried to; null before. */
  Instant at() {
    return at;
  }
}
