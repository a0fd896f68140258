package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What workers have written down about trouble that they found.
 *
 * @param question reads it in the database
 */
record ReadModelExamination(Setup setup, Question question) implements Examination {

  /** Something to be read in a database that answers. */
  @FunctionalInterface
  interface Question {
    List<Finding> ask(DatabaseUrl url) throws SQLException;
  }

  @Override
  public List<Finding> examine() {
    try {
      Optional<DatabaseUrl> url = setup.database();
      return url.isPresent() ? question.ask(url.get()) : List.of();
    } catch (IllegalArgumentException | SQLException unreachable) {
      // That the database cannot be asked is told where it is examined.
      return List.of();
    }
  }
}
