package dev.stitch.launch.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;

/** Reads what workflows have written into a run's row. */
public final class WorkflowJson {

  private WorkflowJson() {}

  /**
   * Reads a value.
   *
   * @throws IllegalStateException when it is not what a workflow of this build writes
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return JsonCodec.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's state cannot be read", e);
    }
  }
}
