package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.launch.AgentWorkspace;
import dev.stitch.model.AgentTool;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools of this process, and which of them a run may use. */
@Singleton
class Tools {

  private final Map<AgentTool, DescribedTool> tools = new EnumMap<>(AgentTool.class);

  Tools(List<DescribedTool> all) {
    all.forEach(tool -> tools.put(tool.name(), tool));
    for (AgentTool name : AgentTool.values()) {
      if (!tools.containsKey(name)) {
        throw new IllegalStateException("no class is the tool " + name.word());
      }
    }
  }

  /**
   * The tools that a run may use, by the config of its row.
   *
   * @param config whose {@code tools} names them; without it, all but those that must be named.
   *     Those of workspaces need one.
   */
  static Set<AgentTool> allowed(JsonNode config) {
    Set<AgentTool> allowed = EnumSet.allOf(AgentTool.class);
    if (config.path("tools").isArray()) {
      allowed.clear();
      config.path("tools").forEach(name -> AgentTool.of(name.asText()).ifPresent(allowed::add));
    } else {
      allowed.removeIf(AgentTool::isOnlyByName);
    }
    if (AgentWorkspace.of(config).isEmpty()) {
      allowed.removeIf(AgentTool::isOfWorkspaces);
    }
    return allowed;
  }

  /** The tools as Anthropic's API is told of them, always in the same order: it is cached. */
  ArrayNode described(Set<AgentTool> allowed) {
    ArrayNode described = Jsonb.array();
    Arrays.stream(AgentTool.values())
        .filter(allowed::contains)
        .map(tools::get)
        .forEach(
            tool ->
                described
                    .addObject()
                    .put("name", tool.name().functionName())
                    .put("description", tool.description())
                    .set("input_schema", tool.inputSchema()));
    return described;
  }

  /** A tool that a run may use. */
  Optional<DescribedTool> find(String name, Set<AgentTool> allowed) {
    return AgentTool.of(name).filter(allowed::contains).map(tools::get);
  }

  /** Any tool, also one that the run may not use. */
  Optional<DescribedTool> find(String name) {
    return AgentTool.of(name).map(tools::get);
  }
}
