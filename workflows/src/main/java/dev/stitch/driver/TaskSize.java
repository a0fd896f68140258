package dev.stitch.driver;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Keeps what one workflow task answers below the 4 MiB that Temporal takes. Results of local
 * activities are part of the answer to the task in which they were taken, and one task may take
 * many flushes.
 */
public final class TaskSize {

  /** Characters of results after which the task is answered. */
  private static final int FULL = 768 * 1024;

  private long task;
  private int size;

  /** Counts the result of a flush. */
  public void add(int characters) {
    long now = Workflow.getInfo().getHistoryLength();
    if (now != task) {
      task = now;
      size = 0;
    }
    size += characters;
  }

  /** Answers the task when it is full; the next flush belongs to the one after. */
  public void answerWhenFull() {
    if (size > FULL && Workflow.getInfo().getHistoryLength() == task) {
      Workflow.sleep(Duration.ofMillis(1));
    }
  }
}
