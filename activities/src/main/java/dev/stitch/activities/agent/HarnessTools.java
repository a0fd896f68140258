package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentRunner;
import dev.stitch.model.AgentTool;
import dev.stitch.model.ServerToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools that Claude Code has of its own, and how ours are called there. */
final class HarnessTools {

  /** What the program puts before the names of our tools. */
  private static final String OURS = "mcp__stitch__";

  /** Those of its own by the tools of ours that they stand for. */
  private static final Map<AgentTool, List<String>> OWN =
      Map.of(
          AgentTool.FILE_LIST, List.of("Glob"),
          AgentTool.FILE_READ, List.of("Grep", "Read"),
          AgentTool.FILE_WRITE, List.of("Edit", "Write"));

  /** Those that may not be carried out twice. */
  private static final Set<String> WRITING = Set.of("Edit", "Write");

  private HarnessTools() {}

  /**
   * As recorded steps spell a tool that a model has called.
   *
   * @param usable those of the run, among them tools of servers, whose names nothing else tells
   */
  static String word(String name, RunTools usable) {
    String ours = name.startsWith(OURS) ? name.substring(OURS.length()) : name;
    return usable
        .find(ours)
        .map(Tool::word)
        .or(() -> AgentTool.of(ours).map(AgentTool::word))
        .orElse(name);
  }

  /** Whether a tool is one that we carry out, by its word. */
  static boolean isOurs(String word) {
    return AgentTool.of(word).isPresent() || ServerToolName.of(word).isPresent();
  }

  /** Those of its own that a run may use, by the config of its row. */
  static List<String> allowed(JsonNode config) {
    if (!config.path("runner").asText().equals(AgentRunner.CLAUDE_CODE.word())) {
      return List.of();
    }
    Set<AgentTool> named = Tools.named(config);
    List<String> allowed = new ArrayList<>();
    OWN.forEach(
        (ours, own) -> {
          if (named.contains(ours)) {
            allowed.addAll(own);
          }
        });
    allowed.sort(null);
    return allowed;
  }

  /** Whether it is offered a tool of ours: it has its own for files. */
  static boolean isOffered(Tool tool) {
    return AgentTool.of(tool.word()).filter(AgentTool::isOfFiles).isEmpty();
  }

  static boolean isWriting(String tool) {
    return WRITING.contains(tool);
  }
}
