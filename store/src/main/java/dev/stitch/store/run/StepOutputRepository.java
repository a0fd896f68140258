package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps large outputs out of workflow state: here they are whole, there is a reference. */
@Singleton
public class StepOutputRepository {

  /** Outputs above this many bytes of JSON are kept apart. */
  public static final int LARGE = 32 * 1024;

  /** The only field of a reference; an output that comes from outside must not have it. */
  public static final String REFERENCE = "$output";

  private final Database database;

  StepOutputRepository(Database database) {
    this.database = database;
  }

  /** The output itself, or a reference to it when it is large. */
  public @Nullable JsonNode fit(
      UUID runId, String nodeId, int execution, @Nullable JsonNode output) {
    if (output == null) {
      return null;
    }
    int bytes = Jsonb.text(output).getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= LARGE) {
      return output;
    }
    keep(runId, nodeId, execution, output);
    ObjectNode reference = Jsonb.object();
    reference
        .putObject(REFERENCE)
        .put("runId", runId.toString())
        .put("nodeId", nodeId)
        .put("execution", execution)
        .put("bytes", bytes);
    return reference;
  }

  /** Keeps a value whatever its size; doing it again replaces it. */
  public void keep(UUID runId, String nodeId, int execution, JsonNode value) {
    database.update(
        Sql.of(
                """
                INSERT INTO step_outputs (run_id, node_id, execution, output)
                VALUES (:runId, :nodeId, :execution, :value)
                ON CONFLICT (run_id, node_id, execution) DO UPDATE SET output = excluded.output
                """)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("execution", execution)
            .with("value", value));
  }

  /** Some elements of an array in a field of a kept value, from a position that counts from 0. */
  public List<JsonNode> elements(
      UUID runId, String nodeId, int execution, String field, int from, int count) {
    return database.list(
        Sql.of(
                """
                SELECT element.value FROM step_outputs,
                       jsonb_array_elements(output -> :field) WITH ORDINALITY AS element (value, position)
                WHERE run_id = :runId AND node_id = :nodeId AND execution = :execution
                  AND position > :from AND position <= :to
                ORDER BY position
                """)
            .with("field", field)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("execution", execution)
            .with("from", from)
            .with("to", from + count),
        row -> row.json("value"));
  }

  /**
   * What a reference stands for: a large output that was kept here, or one that stands with its
   * step and that the workflow has made room of.
   */
  public Optional<JsonNode> read(UUID runId, String nodeId, int execution) {
    return database.first(
        Sql.of(
                """
                SELECT output FROM step_outputs
                WHERE run_id = :runId AND node_id = :nodeId AND execution = :execution
                UNION ALL
                SELECT output FROM workflow_steps
                WHERE workflow_run_id = :runId AND node_id = :nodeId AND output IS NOT NULL
                LIMIT 1
                """)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("execution", execution),
        row -> row.json("output"));
  }
}
