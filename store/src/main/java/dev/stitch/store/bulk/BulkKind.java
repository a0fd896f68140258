package dev.stitch.store.bulk;

import java.util.Locale;

/** What is done to many. */
public enum BulkKind {
  PAUSE(BulkTarget.JOURNEYS, true),
  RESUME(BulkTarget.JOURNEYS, true),
  MOVE(BulkTarget.JOURNEYS, false),
  ADVANCE(BulkTarget.JOURNEYS, false),
  RETRY(BulkTarget.JOURNEYS, true),
  SKIP(BulkTarget.JOURNEYS, true),
  CANCEL(BulkTarget.JOURNEYS, true),
  MIGRATE(BulkTarget.JOURNEYS, false),
  START_FLOW(BulkTarget.JOURNEYS, false),
  ANSWER(BulkTarget.TASKS, false),
  ARCHIVE(BulkTarget.CONTACTS, false),
  TAG(BulkTarget.CONTACTS, false);

  private final BulkTarget usual;
  private final boolean alsoRuns;

  BulkKind(BulkTarget usual, boolean alsoRuns) {
    this.usual = usual;
    this.alsoRuns = alsoRuns;
  }

  /** What it is done to unless told otherwise. */
  public BulkTarget usual() {
    return usual;
  }

  /** Whether it can be done to this. */
  public boolean fits(BulkTarget target) {
    return target == usual || (alsoRuns && target == BulkTarget.RUNS);
  }

  /** As clients spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
