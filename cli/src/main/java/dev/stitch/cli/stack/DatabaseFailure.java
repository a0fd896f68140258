package dev.stitch.cli.stack;

import dev.stitch.store.connect.DatabaseUrl;
import java.sql.SQLException;

/** Says in one line why a database does not serve us. */
public final class DatabaseFailure {

  /** Classes of SQLSTATE: a user or password that is refused, and a database that is not there. */
  private static final String REFUSED = "28";

  private static final String NO_DATABASE = "3D";
  private static final String NO_CONNECTION = "08";

  private DatabaseFailure() {}

  /** Whether it stays so until somebody changes a setting. */
  public static boolean isLasting(SQLException failure) {
    return isOf(failure, REFUSED) || isOf(failure, NO_DATABASE);
  }

  /** Whether the failure is about reaching the database, not about what was asked of it. */
  public static boolean isAboutTheConnection(SQLException failure) {
    return failure.getSQLState() == null || isLasting(failure) || isOf(failure, NO_CONNECTION);
  }

  /** What is wrong and what to do. */
  public static String words(SQLException failure) {
    String reason = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    if (isOf(failure, REFUSED)) {
      return "The database refuses user or password (%s). Correct them in %s, or in STITCH_DATABASE_USER and STITCH_DATABASE_PASSWORD."
          .formatted(reason, DatabaseUrl.VARIABLE);
    }
    if (isOf(failure, NO_DATABASE)) {
      return "The database server has no such database (%s). Create it, or name another in %s."
          .formatted(reason, DatabaseUrl.VARIABLE);
    }
    return "The database cannot be reached (%s). Is it running, and is %s right?"
        .formatted(reason, DatabaseUrl.VARIABLE);
  }

  private static boolean isOf(SQLException failure, String stateClass) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith(stateClass);
  }
}
