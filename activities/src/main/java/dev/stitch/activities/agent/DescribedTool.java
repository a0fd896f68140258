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
  private final ToolSchema input;
  private final ToolSchema output;

  /** Of a tool that answers whatever JSON it likes. */
  DescribedTool(AgentTool name, String description, String input) {
    this(name, description, input, "{}");
  }

  DescribedTool(AgentTool name, String description, String input, String output) {
    this.name = name;
    this.description = description;
    this.input = ToolSchema.of(input);
    this.output = ToolSchema.of(output);
  }

  final AgentTool name() {
    return name;
  }

  @Override
  public final String word() {
    return name.word();
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final JsonNode inputSchema() {
    return input.json();
  }

  @Override
  public final Optional<String> problem(JsonNode given) {
    return input.problem(given);
  }

  @Override
  public final Optional<String> problemOfOutput(JsonNode answer) {
    return output.problem(answer);
  }

  @Override
  public final boolean isOfWorkspaces() {
    return name.isOfWorkspaces();
  }

  /** Exactly what a call will do, for the person who is asked whether it may. */
  String preview(JsonNode input) {
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
