package dev.stitch.store;

import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that PostgreSQL refused, or could not be asked to carry out. The message is for the
 * log: it may hold values.
 */
public final class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String DUPLICATE = "23505";

  /**
   * Classes of SQLSTATE that blame the values: data exception, integrity constraint, view's check
   * option, program limit exceeded. The others speak of the connection (08), the transaction (25,
   * 40), the credentials (28), resources (53), an operator (57), the system (58) or of a schema
   * that is not the one of this build (42); without any, the driver or the pool failed.
   */
  private static final List<String> REFUSED_VALUES = List.of("22", "23", "44", "54");

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

  /**
   * Whether the same work may succeed when it is done again, unchanged: the database was away,
   * full, restarting or at odds with another transaction, or somebody else was faster. Only a
   * statement that was refused for its values will be refused again.
   */
  public boolean passing() {
    return passing(failure);
  }

  /** As {@link #passing()}, of a failure that came another way. */
  public static boolean passing(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.equals(DUPLICATE) || REFUSED_VALUES.stream().noneMatch(state::startsWith);
  }

  /** Whether a unique constraint refused the statement. */
  public boolean duplicate() {
    return sqlState().equals(DUPLICATE);
  }
}
