package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.Optional;
import java.util.UUID;

/** What tools have in common that say of themselves what they are. */
abstract class DescribedTool implements Tool {

  private final AgentTool name;
  private final String description;
  private final ToolSchema schema;

  DescribedTool(AgentTool name, String description, String schema) {
    this.name = name;
    this.description = description;
    this.schema = ToolSchema.of(schema);
  }

  @Override
  public final AgentTool name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final JsonNode inputSchema() {
    return schema.json();
  }

  /** What is wrong with an input, in words; empty when it meets the schema. */
  final Optional<String> problem(JsonNode input) {
    return schema.problem(input);
  }

  @Override
  public String preview(JsonNode input) {
    return "It calls " + name.word() + " with " + input.toPrettyString();
  }

  static UUID contactId(JsonNode input) throws StepException {
    String text = input.path("contactId").asText();
    return id(text)
        .orElseThrow(
            () ->
                new StepException(
                    FailureCode.NOT_FOUND, "contactId: \"" + text + "\" is no contact's id"));
  }

  static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
