package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.mcp.ServedTool;
import dev.stitch.activities.mcp.ToolServers;
import dev.stitch.model.ServerToolName;
import dev.stitch.model.StepException;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tools of MCP servers that a run may use. Which a server has is asked for and remembered for a
 * while, so that the turns of a run are told of the same ones.
 */
@Singleton
class ServerTools {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final ConnectionRepository connections;
  private final ToolServers servers;
  private final EffectLedger ledger;
  private final Map<UUID, Listed> listed = new ConcurrentHashMap<>();

  ServerTools(ConnectionRepository connections, ToolServers servers, EffectLedger ledger) {
    this.connections = connections;
    this.servers = servers;
    this.ledger = ledger;
  }

  private record Listed(Instant changed, Instant at, List<ServedTool> tools) {

    boolean holds(Connection connection) {
      return changed.equals(connection.updatedAt()) && at.plus(REMEMBERED).isAfter(Instant.now());
    }
  }

  /**
   * The tools that a run names, in its order. One whose server is away, or has no such tool, is
   * there all the same, and says so.
   *
   * @param names the run's {@code tools}
   */
  List<Tool> of(JsonNode names) throws InterruptedException {
    List<Tool> tools = new ArrayList<>();
    // Each server is waited for once, however many of its tools are named.
    Map<String, Answer> answers = new HashMap<>();
    for (JsonNode name : names) {
      ServerToolName wanted = ServerToolName.of(name.asText()).orElse(null);
      if (wanted != null) {
        Answer answer = answers.get(wanted.connection());
        if (answer == null) {
          answer = ask(wanted.connection());
          answers.put(wanted.connection(), answer);
        }
        tools.addAll(of(wanted, answer));
      }
    }
    return tools;
  }

  /**
   * What a server has said of its tools.
   *
   * @param missing why there are none; empty where there may be some
   */
  private record Answer(
      @Nullable Connection connection, List<ServedTool> tools, Optional<String> missing) {

    static Answer none(String why) {
      return new Answer(null, List.of(), Optional.of(why));
    }
  }

  private Answer ask(String name) throws InterruptedException {
    Connection connection = connections.find(Toolkit.MCP, name).orElse(null);
    if (connection == null) {
      return Answer.none("There is no connection " + name + ".");
    }
    try {
      return new Answer(connection, served(connection), Optional.empty());
    } catch (StepException e) {
      return Answer.none("Its server cannot be asked now: " + e.getMessage());
    }
  }

  /** What a call will do, for the person who is asked whether it may. */
  String preview(String name, JsonNode input) {
    return ServerToolName.of(name)
        .flatMap(named -> connections.find(Toolkit.MCP, named.connection()))
        .map(
            connection ->
                "It calls %s at the server %s with %s"
                    .formatted(
                        name, connection.config().path("url").asText(), input.toPrettyString()))
        .orElse(input.toString());
  }

  private List<? extends Tool> of(ServerToolName wanted, Answer answer) {
    if (answer.missing().isPresent()) {
      return List.of(new MissingTool(wanted, answer.missing().get()));
    }
    List<ServerTool> tools =
        answer.tools().stream()
            .filter(tool -> wanted.tool() == null || wanted.tool().equals(tool.name()))
            .flatMap(tool -> ServerTool.of(servers, ledger, answer.connection(), tool).stream())
            .toList();
    return tools.isEmpty()
        ? List.of(new MissingTool(wanted, "Its server has no such tool."))
        : tools;
  }

  private List<ServedTool> served(Connection connection)
      throws StepException, InterruptedException {
    Listed known = listed.get(connection.id());
    if (known == null || !known.holds(connection)) {
      known = new Listed(connection.updatedAt(), Instant.now(), servers.tools(connection));
      listed.put(connection.id(), known);
    }
    return known.tools();
  }
}
