package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;

/** What a step type says of itself, given once. */
abstract class DescribedStepType implements StepType {

  private final String id;
  private final String title;
  private final JsonNode schema;
  private final String taskQueue;

  DescribedStepType(String id, String title, String schema, String taskQueue) {
    this.id = id;
    this.title = title;
    this.schema = ConfigSchema.of(schema);
    this.taskQueue = taskQueue;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final JsonNode schema() {
    return schema;
  }

  @Override
  public final String taskQueue() {
    return taskQueue;
  }
}
