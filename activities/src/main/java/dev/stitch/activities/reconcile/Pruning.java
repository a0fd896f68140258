package dev.stitch.activities.reconcile;

import dev.stitch.store.Database;
import dev.stitch.store.run.StepOutcomeRepository;
import dev.stitch.store.sending.SendSlotRepository;
import dev.stitch.store.stream.StreamRepository;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets what is kept for a time only, a little each pass. */
@Singleton
public class Pruning {

  /** A client that was away for longer reads the state anew. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** Rows a pass: fewer than a second's work. */
  private static final int BATCH = 5_000;

  /** The logs of what came in: long enough to look into what went wrong a quarter ago. */
  private static final Duration LOGGED = Duration.ofDays(90);

  /** A run that has ended may be reset for as long as Temporal keeps its history. */
  private static final Duration RESETTABLE = Duration.ofDays(90);

  private final Database database;
  private final StreamRepository stream;
  private final SendSlotRepository slots;
  private final StepOutcomeRepository outcomes;

  Pruning(
      Database database,
      StreamRepository stream,
      SendSlotRepository slots,
      StepOutcomeRepository outcomes) {
    this.database = database;
    this.stream = stream;
    this.slots = slots;
    this.outcomes = outcomes;
  }

  void prune() {
    stream.prune(KEPT, BATCH);
    slots.prune();
    outcomes.prune(RESETTABLE, BATCH);
    database.update(
        "DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(secs => ?)",
        (double) KEPT.toSeconds());
    database.update(
        "DELETE FROM told_events WHERE at < now() - make_interval(secs => ?)",
        (double) KEPT.toSeconds());
    database.update(
        "DELETE FROM webhook_deliveries WHERE received_at < now() - make_interval(secs => ?)",
        (double) LOGGED.toSeconds());
    database.update(
        "DELETE FROM inbound_deliveries WHERE at < now() - make_interval(secs => ?)",
        (double) LOGGED.toSeconds());
  }
}
