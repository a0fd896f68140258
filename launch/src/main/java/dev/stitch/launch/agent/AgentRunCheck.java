package dev.stitch.launch.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentLimits;
import dev.stitch.launch.AgentWorkspace;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.AgentRunner;
import dev.stitch.model.AgentTool;
import dev.stitch.model.ServerToolName;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Whether a request for a run can be meant, and what it says with its defaults. */
record AgentRunCheck(AgentRunRequest request) {

  private static final String SCRIPTED = "scripted";
  private static final int MAX_TURNS = 500;
  private static final int DEFAULT_TURNS = 50;
  private static final long MAX_TOKENS = 100_000_000;
  private static final long DEFAULT_TOKENS = 200_000;
  private static final BigDecimal MAX_BUDGET = BigDecimal.valueOf(1_000_000);

  String task() {
    return AgentTexts.required("/task", request.task(), AgentTexts.MAX_TEXT);
  }

  String name() {
    String name = AgentTexts.optional("/name", request.name(), AgentTexts.MAX_NAME);
    if (name != null) {
      return name;
    }
    String line = task().lines().findFirst().orElse("Agent").strip();
    return line.codePointCount(0, line.length()) <= 80
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 79)) + "…";
  }

  @Nullable
  String agentType() {
    return AgentTexts.optional("/agentType", request.agentType(), AgentTexts.MAX_NAME);
  }

  String sessionName() {
    if (request.sessionId() != null && request.sessionName() != null) {
      throw Refusal.invalid(
          "/sessionName", "the session has a name already: give its id or a name");
    }
    String name = AgentTexts.optional("/sessionName", request.sessionName(), AgentTexts.MAX_NAME);
    return name == null ? name() : name;
  }

  AgentLimits limits() {
    int turns = (int) between("/maxTurns", request.maxTurns(), 1, MAX_TURNS, DEFAULT_TURNS);
    long tokens = between("/maxTokens", request.maxTokens(), 1, MAX_TOKENS, DEFAULT_TOKENS);
    BigDecimal budget = request.budgetUsd();
    if (budget != null && (budget.signum() <= 0 || budget.compareTo(MAX_BUDGET) > 0)) {
      throw Refusal.invalid(
          "/budgetUsd", "must be more than 0 and at most " + MAX_BUDGET.toPlainString());
    }
    return new AgentLimits(
        turns,
        tokens,
        request.approval() == null ? AgentApproval.OUTWARD : request.approval(),
        budget != null);
  }

  private static long between(
      String pointer, @Nullable Number value, long least, long most, long otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value.longValue() < least || value.longValue() > most) {
      throw Refusal.invalid(pointer, "must be from " + least + " to " + most);
    }
    return value.longValue();
  }

  ObjectNode metadata() {
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    return request.metadata() == null ? Jsonb.object() : request.metadata();
  }

  /** Where the run works; empty where it needs no workspace. */
  Optional<AgentWorkspace> workspace(UUID runId) {
    return Optional.ofNullable(request.workspace())
        .map(asked -> new AgentWorkspaceCheck(asked).of(runId));
  }

  /** What the run's activities read of it. */
  ObjectNode config(UUID runId) {
    Optional<AgentWorkspace> workspace = workspace(runId);
    ObjectNode config = Jsonb.object().put("model", model()).put("runner", runner().word());
    put(
        config,
        "systemPrompt",
        AgentTexts.optional("/systemPrompt", request.systemPrompt(), AgentTexts.MAX_TEXT));
    put(
        config,
        "connection",
        AgentTexts.optional("/connection", request.connection(), AgentTexts.MAX_NAME));
    if (request.tools() != null) {
      config.set("tools", Jsonb.tree(tools(request.tools(), workspace.isPresent(), runner())));
    }
    if (request.budgetUsd() != null) {
      config.put("budgetUsd", request.budgetUsd());
    }
    if (request.script() != null) {
      config.set("script", script(request.script()));
    }
    workspace.ifPresent(its -> its.writeTo(config));
    return config;
  }

  private static void put(ObjectNode config, String field, @Nullable String text) {
    if (text != null) {
      config.put(field, text);
    }
  }

  private AgentRunner runner() {
    if (request.runner() == null) {
      return AgentRunner.SDK;
    }
    return AgentRunner.of(request.runner())
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "/runner",
                    "\"%s\" is not offered; it is one of %s"
                        .formatted(
                            Texts.shortened(request.runner()),
                            String.join(", ", AgentRunner.words()))));
  }

  private String model() {
    String model = AgentTexts.optional("/model", request.model(), 100);
    if (model == null && request.script() != null) {
      return SCRIPTED;
    }
    if (model == null) {
      throw Refusal.invalid(
          "/model", "is required: a model of Anthropic's API, or scripted with a script");
    }
    if (model.equals(SCRIPTED) && request.script() == null) {
      throw Refusal.invalid("/script", "is required: it is what the model scripted says");
    }
    return model;
  }

  private static List<String> tools(List<String> names, boolean inWorkspace, AgentRunner runner) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      AgentTool tool = name == null ? null : AgentTool.of(name).orElse(null);
      if (tool == null && (name == null || ServerToolName.of(name).isEmpty())) {
        throw Refusal.invalid(
            "/tools/" + i,
            "must be one of %s, mcp.CONNECTION or mcp.CONNECTION.TOOL"
                .formatted(String.join(", ", AgentTool.words())));
      }
      // Claude Code has tools of its own for files, which work in an empty folder without one.
      boolean alsoWithout = runner == AgentRunner.CLAUDE_CODE && tool != null && tool.isOfFiles();
      if (tool != null && tool.isOfWorkspaces() && !inWorkspace && !alsoWithout) {
        throw Refusal.invalid(
            "/tools/" + i, tool.word() + " works in a workspace: name one in workspace");
      }
    }
    return names.stream()
        .map(name -> AgentTool.of(name).map(AgentTool::word).orElse(name))
        .distinct()
        .toList();
  }

  /** The connections whose tools it names, by the place of the first in {@code tools}. */
  Map<Integer, String> toolServers() {
    Map<Integer, String> servers = new TreeMap<>();
    List<String> names = request.tools() == null ? List.of() : request.tools();
    for (int i = 0; i < names.size(); i++) {
      String server = ServerToolName.of(names.get(i)).map(ServerToolName::connection).orElse(null);
      if (server != null && !servers.containsValue(server)) {
        servers.put(i, server);
      }
    }
    return servers;
  }

  private static JsonNode script(ObjectNode script) {
    BoundedJson.require("/script", script, SizeLimits.RUN_INPUT);
    JsonNode turns = script.path("turns");
    if (!turns.isArray()) {
      throw Refusal.invalid("/script/turns", "must be a list with an entry for each turn");
    }
    for (int i = 0; i < turns.size(); i++) {
      checkTurn("/script/turns/" + i, turns.get(i));
    }
    JsonNode window = script.path("windowTokens");
    if (script.has("windowTokens") && !(isCount(window) && window.longValue() > 0)) {
      throw Refusal.invalid("/script/windowTokens", "must be a number from 1 to " + MAX_TOKENS);
    }
    if (script.has("summary") && !script.path("summary").isTextual()) {
      throw Refusal.invalid("/script/summary", "must be a text");
    }
    return script;
  }

  private static boolean isCount(JsonNode tokens) {
    return tokens.isIntegralNumber()
        && tokens.canConvertToLong()
        && tokens.longValue() >= 0
        && tokens.longValue() <= MAX_TOKENS;
  }

  private static void checkTurn(String pointer, JsonNode turn) {
    if (!turn.isObject()) {
      throw Refusal.invalid(pointer, "must be an object of thinking, text, toolCalls and usage");
    }
    for (Map.Entry<String, JsonNode> field : turn.properties()) {
      JsonNode value = field.getValue();
      String at = pointer + "/" + field.getKey();
      switch (field.getKey()) {
        case "thinking", "text", "stopReason" -> {
          if (!value.isTextual() && !value.isNull()) {
            throw Refusal.invalid(at, "must be a text");
          }
        }
        case "toolCalls" -> checkCalls(at, value);
        case "usage" -> checkUsage(at, value);
        default -> throw Refusal.invalid(at, "is no field of a turn");
      }
    }
  }

  private static void checkCalls(String pointer, JsonNode calls) {
    if (!calls.isArray()) {
      throw Refusal.invalid(pointer, "must be a list");
    }
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      if (!call.path("name").isTextual()) {
        throw Refusal.invalid(pointer + "/" + i + "/name", "is required: the tool's name");
      }
      if (call.has("input") && !call.path("input").isObject()) {
        throw Refusal.invalid(pointer + "/" + i + "/input", "must be an object");
      }
    }
  }

  private static void checkUsage(String pointer, JsonNode usage) {
    if (!usage.isObject()) {
      throw Refusal.invalid(pointer, "must be an object of counts of tokens");
    }
    for (Map.Entry<String, JsonNode> count : usage.properties()) {
      if (!isCount(count.getValue())) {
        throw Refusal.invalid(
            pointer + "/" + count.getKey(), "must be a number from 0 to " + MAX_TOKENS);
      }
    }
  }
}
