package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Keeps large outputs out of workflow state: PostgreSQL holds them, state holds a reference. */
@Singleton
public class StepOutputs {

  /** Outputs above this many bytes of JSON are kept apart. */
  static final int LARGE = 32 * 1024;

  private static final String REFERENCE = "$output";

  private final Database database;

  StepOutputs(Database database) {
    this.database = database;
  }

  /** The output itself, or a reference to it when it is large. */
  @Nullable
  JsonNode fit(StepWork work, @Nullable JsonNode output) {
    JsonNode storable = StorableJson.withoutNul(output);
    if (storable == null) {
      return null;
    }
    int bytes = Jsonb.text(storable).getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= LARGE) {
      return storable;
    }
    database.update(
        """
        INSERT INTO step_outputs (run_id, node_id, execution, output) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, node_id, execution) DO UPDATE SET output = excluded.output
        """,
        work.runId(),
        work.step().id(),
        work.execution(),
        storable);
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference
        .putObject(REFERENCE)
        .put("runId", work.runId().toString())
        .put("nodeId", work.step().id())
        .put("execution", work.execution())
        .put("bytes", bytes);
    return reference;
  }

  /** A copy of the variables in which references are replaced by what they stand for. */
  ObjectNode resolved(ObjectNode variables) {
    ObjectNode copy = variables.deepCopy();
    if (copy.get("steps") instanceof ObjectNode steps) {
      for (Map.Entry<String, JsonNode> entry : steps.properties()) {
        JsonNode reference = entry.getValue().path("output").path(REFERENCE);
        if (reference.isObject() && entry.getValue() instanceof ObjectNode step) {
          step.set("output", read(reference));
        }
      }
    }
    return copy;
  }

  private JsonNode read(JsonNode reference) {
    return database
        .first(
            "SELECT output FROM step_outputs WHERE run_id = ? AND node_id = ? AND execution = ?",
            row -> row.json("output"),
            UUID.fromString(reference.path("runId").asText()),
            reference.path("nodeId").asText(),
            reference.path("execution").asInt())
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }
}
