package dev.stitch.store.journey;

/** What became of somebody who came to a stage, at this stage. */
public enum StageResult {
  ENTERED("true"),
  THERE("next IS NULL"),
  MOVED_ON("next = 'moved'"),
  /** The journey ended here, at the end of its way. */
  COMPLETED("next = 'journey_completed'"),
  /** The journey ended here, by the exit of its stage or flow. */
  EXITED("next = 'journey_exited'"),
  CANCELLED("next = 'journey_cancelled'"),
  /** Moved on, or completed here. */
  CONVERTED("next IN ('moved', 'journey_completed')"),
  /** Got mail while here. */
  SENT("replied IS NOT NULL"),
  /** Answered mail that came while here, whenever that was. */
  REPLIED("replied");

  private final String condition;

  StageResult(String condition) {
    this.condition = condition;
  }

  /** SQL that holds for a row of {@link StageStays#TABLES} of which this is true. */
  public String condition() {
    return condition;
  }
}
