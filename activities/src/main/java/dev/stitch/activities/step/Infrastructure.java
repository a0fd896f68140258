package dev.stitch.activities.step;

import dev.stitch.store.SqlFailure;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells failures of our own parts (the database, Temporal, a worker that ends) from those of the
 * outside world and of steps. They are nobody's attempt: what met one is done again until it is not
 * met any more.
 */
public final class Infrastructure {

  /** Type of the failure that the server keeps between two attempts. */
  public static final String FAILURE_TYPE = "INFRASTRUCTURE";

  private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);

  /** More than any library wraps. */
  private static final int DEPTH = 16;

  private Infrastructure() {}

  /** Whether one of our own parts failed, which says nothing of the work that met it. */
  public static boolean failed(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      switch (cause) {
        case SqlFailure sql -> {
          return sql.passing();
        }
        case SQLException sql -> {
          return SqlFailure.passing(sql);
        }
        case StatusRuntimeException rpc -> {
          return true;
        }
        case WorkflowServiceException temporal -> {
          return true;
        }
        case InterruptedException interrupted -> {
          return true;
        }
        default -> cause = cause.getCause();
      }
    }
    return false;
  }

  /**
   * The failure that has the work done again.
   *
   * @param attempt how often it was begun, from 1
   */
  public static ApplicationFailure again(Throwable failure, int attempt) {
    String what = failure instanceof SqlFailure sql ? "SQLSTATE " + sql.sqlState() : name(failure);
    LOG.warn("Database or Temporal failed under attempt {} ({}); it is made again", attempt, what);
    // Without the cause: its text may hold values, and histories keep it.
    return ApplicationFailure.newBuilder()
        .setMessage("the database or Temporal did not answer (" + what + ")")
        .setType(FAILURE_TYPE)
        .setNextRetryDelay(pause(attempt))
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  /**
   * Short at first, since most outages are restarts; then a few seconds, so that work goes on soon
   * after the database is back; after minutes and hours longer, since each attempt of a flush is in
   * its workflow's history, which is bounded.
   */
  static Duration pause(int attempt) {
    if (attempt <= 4) {
      return Duration.ofMillis(100L << attempt);
    }
    if (attempt <= 60) {
      return Duration.ofSeconds(3);
    }
    return Duration.ofSeconds(attempt <= 400 ? 10 : 60);
  }
}
