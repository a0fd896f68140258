package dev.stitch.api.error;

import dev.stitch.store.SqlFailure;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * What PostgreSQL refuses because of what a client sent. Routes check first and name the field;
 * this is for races between the check and the write, and for values that only the database minds.
 */
final class SqlProblems {

  private SqlProblems() {}

  /** Empty when the failure is our own fault. */
  static Optional<ApiProblem> of(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String constraint = SqlFailure.constraint(failure);
    return Optional.ofNullable(
        switch (state) {
          case "23505" -> ApiProblem.conflict("Something else has this already" + by(constraint));
          case "23503" ->
              ApiProblem.conflict(
                  "It is still referred to, or refers to what is gone" + by(constraint));
          case "23514" -> refusedByCheck(constraint);
          case "23502" -> ApiProblem.invalid("", "a required value is missing");
          case "22001", "22003", "22007", "22008", "22P02", "22023", "54000", "54001" ->
              ApiProblem.invalid("", "a value is outside of what can be stored");
          case "22021", "22P05" ->
              ApiProblem.invalid("", "a text holds a character that cannot be stored (NUL)");
          case "40001", "40P01", "55P03", "57014" ->
              ApiProblem.unavailable("Others changed the same things; please repeat the request.");
          default -> unreachable(state, failure);
        });
  }

  private static ApiProblem refusedByCheck(@Nullable String constraint) {
    return constraint != null && constraint.endsWith("_transition")
        ? ApiProblem.conflict("Its state does not allow that any more" + by(constraint))
        : ApiProblem.invalid("", "a value is not allowed" + by(constraint));
  }

  private static @Nullable ApiProblem unreachable(String state, SQLException failure) {
    boolean connection =
        state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    return connection || failure instanceof SQLTransientConnectionException
        ? ApiProblem.unavailable("The database cannot be reached now; please repeat the request.")
        : null;
  }

  private static String by(@Nullable String constraint) {
    return constraint == null ? "." : " (" + constraint + ").";
  }
}
