package dev.stitch.store.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.UUID;

/**
 * How far a run has come. Table {@code batch_progress}.
 *
 * @param work what its slices do
 * @param revision rises with each write
 * @param position where the work goes on; null at its beginning
 * @param stepType the type of the step that stands for the whole run; null for none
 * @param parts numbers that the result is made of besides the run's counters
 * @param result of a run that has finished, else null
 * @param failure of a run that has failed, else null
 */
public record BatchProgress(
    UUID runId,
    String work,
    long revision,
    @Nullable JsonNode position,
    @Nullable String stepType,
    JsonNode parts,
    BatchPhase phase,
    @Nullable JsonNode result,
    @Nullable JsonNode failure) {

  static final String COLUMNS =
      "run_id, work, revision, position, step_type, parts, phase, result, failure";

  static BatchProgress of(Row row) throws SQLException {
    return new BatchProgress(
        row.uuid("run_id"),
        row.text("work"),
        row.longNumber("revision"),
        row.json("position"),
        row.textOrNull("step_type"),
        row.json("parts"),
        row.choice("phase", BatchPhase.class),
        row.json("result"),
        row.json("failure"));
  }
}
