package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.model.AgentTool;
import dev.stitch.store.Jsonb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tools that one run may use, always in the same order: what a model is told of them is cached.
 *
 * @param allowed those among them that need no server
 */
record RunTools(Set<AgentTool> allowed, List<Tool> tools) {

  RunTools {
    tools = List.copyOf(tools);
  }

  /** As Anthropic's API is told of them. */
  ArrayNode described() {
    ArrayNode described = Jsonb.array();
    for (Tool tool : tools) {
      described
          .addObject()
          .put("name", tool.functionName())
          .put("description", tool.description())
          .set("input_schema", tool.inputSchema());
    }
    return described;
  }

  /** The tool of a name, with dots or as models spell it, in upper or lower case. */
  Optional<Tool> find(String name) {
    // Servers may have tools that differ by nothing else.
    return find(name::equals).or(() -> find(name::equalsIgnoreCase));
  }

  private Optional<Tool> find(Predicate<String> name) {
    return tools.stream()
        .filter(tool -> name.test(tool.word()) || name.test(tool.functionName()))
        .findFirst();
  }

  boolean isOutward(Tool tool) {
    return tool.outward(allowed);
  }
}
