package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.CallKind;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A tool of agents: what models are told of it, and what a call does. */
interface Tool {

  /** Its name as clients and recorded steps spell it. */
  String word();

  /** Its name as models spell it, whose APIs take no dots. */
  default String functionName() {
    return word().replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** What it does, for the model. */
  String description();

  /** JSON Schema of its input, an object. */
  JsonNode inputSchema();

  /** What is wrong with an input, in words; empty when it meets the schema. */
  default Optional<String> problem(JsonNode input) {
    return Optional.empty();
  }

  /** What is wrong with an answer of the tool's own, in words; empty when it is as described. */
  default Optional<String> problemOfOutput(JsonNode answer) {
    return Optional.empty();
  }

  /** Whether it works in the workspace of its run, and so on the host that has it. */
  default boolean isOfWorkspaces() {
    return false;
  }

  default CallKind kind() {
    return CallKind.TOOL;
  }

  /**
   * Whether a call acts on the outside world.
   *
   * @param allowed the tools that the run may use
   */
  default boolean outward(Set<AgentTool> allowed) {
    return false;
  }

  /** The contact that a call is about. */
  default Optional<UUID> contact(JsonNode input) {
    return Optional.empty();
  }

  /**
   * Carries a call out. It may be called again after a crash: an act outside goes through the
   * ledger, under the call's key.
   *
   * @param input meets the schema
   * @return what the model is told
   * @throws StepException what went wrong; the model is told when trying again does not help
   */
  JsonNode call(ToolCallContext context, JsonNode input) throws StepException, InterruptedException;
}
