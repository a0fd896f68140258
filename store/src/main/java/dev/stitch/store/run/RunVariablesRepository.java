package dev.stitch.store.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Variables of steps that are too long for a request: the request names them by run and number. */
@Singleton
public class RunVariablesRepository {

  private static final int CONSTANT = -1;

  private final Database database;

  RunVariablesRepository(Database database) {
    this.database = database;
  }

  /**
   * Keeps variables; doing it again replaces them.
   *
   * @param constant what is the same for all steps of the run
   * @param at how many steps had begun
   */
  public void keep(UUID runId, ObjectNode constant, int at, ObjectNode variables) {
    database.update(
        Sql.of(
                """
                INSERT INTO run_variables (run_id, at, variables)
                VALUES (:runId, :atConstant, :constant), (:runId, :at, :variables)
                ON CONFLICT (run_id, at) DO UPDATE SET variables = excluded.variables
                """)
            .with("runId", runId)
            .with("atConstant", CONSTANT)
            .with("constant", constant)
            .with("at", at)
            .with("variables", variables));
  }

  /** What was kept; empty when the run was deleted. */
  public Optional<ObjectNode> find(UUID runId, int at) {
    return database
        .first(
            Sql.of(
                    """
            SELECT constant.variables || varying.variables AS variables
            FROM run_variables constant JOIN run_variables varying USING (run_id)
            WHERE run_id = :runId AND constant.at = :atConstant AND varying.at = :at
            """)
                .with("runId", runId)
                .with("atConstant", CONSTANT)
                .with("at", at),
            row -> row.json("variables"))
        .map(ObjectNode.class::cast);
  }
}
