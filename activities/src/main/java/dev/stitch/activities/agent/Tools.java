package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.AgentWorkspace;
import dev.stitch.model.AgentTool;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tools of this process, and which of them a run may use. */
@Singleton
class Tools {

  private final Map<AgentTool, DescribedTool> tools = new EnumMap<>(AgentTool.class);

  private final ServerTools servers;

  Tools(List<DescribedTool> all, EngagementTools engagements, ServerTools servers) {
    this.servers = servers;
    Stream.concat(all.stream(), engagements.all().stream())
        .forEach(tool -> tools.put(tool.name(), tool));
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
    Set<AgentTool> allowed = named(config);
    if (AgentWorkspace.of(config).isEmpty()) {
      allowed.removeIf(AgentTool::isOfWorkspaces);
    }
    return allowed;
  }

  /** Those that the config of a run names, without it nearly all, whatever they need. */
  static Set<AgentTool> named(JsonNode config) {
    Set<AgentTool> named = EnumSet.allOf(AgentTool.class);
    if (config.path("tools").isArray()) {
      named.clear();
      config.path("tools").forEach(name -> AgentTool.of(name.asText()).ifPresent(named::add));
    } else {
      named.removeIf(AgentTool::isOnlyByName);
    }
    return named;
  }

  /** The tools of a run, those of servers that its {@code tools} name behind the others. */
  RunTools of(JsonNode config) throws InterruptedException {
    Set<AgentTool> allowed = allowed(config);
    Map<String, Tool> all = new LinkedHashMap<>();
    allowed.forEach(name -> all.put(name.functionName(), tools.get(name)));
    // Models take no two of one name, which servers may well have.
    servers.of(config.path("tools")).forEach(tool -> all.putIfAbsent(tool.functionName(), tool));
    return new RunTools(allowed, List.copyOf(all.values()));
  }

  /** A tool that a run may use; servers are asked only for tools of theirs. */
  Optional<Tool> find(JsonNode config, String word) throws InterruptedException {
    Optional<AgentTool> own = AgentTool.of(word);
    return own.isPresent()
        ? own.filter(allowed(config)::contains).map(tools::get)
        : of(config).find(word);
  }

  /** What a call will do, for people, also one of a tool that the run may not use. */
  String preview(String name, JsonNode input) {
    return AgentTool.of(name)
        .map(tools::get)
        .map(tool -> tool.preview(input))
        .orElseGet(() -> servers.preview(name, input));
  }
}
