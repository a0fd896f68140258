package dev.stitch.store;

import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that PostgreSQL refused, or could not be asked to carry out. The message is for the
 * log: it may hold values.
 */
public final class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SQLException failure;

  SqlFailure(SQLException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** The five characters of the SQL standard, e.g. {@code 23505}; empty when the driver failed. */
  public String sqlState() {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  /** The constraint that refused the statement, or null when it was something else. */
  public @Nullable String constraint() {
    return constraint(failure);
  }

  /** As {@link #constraint()}, of a failure that came another way. */
  public static @Nullable String constraint(SQLException failure) {
    ServerErrorMessage message =
        failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    return message == null ? null : message.getConstraint();
  }

  /**
   * Whether PostgreSQL undid the whole transaction for the sake of others, e.g. to end a deadlock:
   * the same work can be done again at once.
   */
  boolean undoneForOthers() {
    return sqlState().equals("40P01") || sqlState().equals("40001");
  }

  /** Whether a unique constraint refused the statement. */
  public boolean duplicate() {
    return sqlState().equals("23505");
  }
}
