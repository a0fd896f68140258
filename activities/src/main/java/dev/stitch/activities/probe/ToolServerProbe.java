package dev.stitch.activities.probe;

import dev.stitch.activities.mcp.ToolServers;
import dev.stitch.model.StepException;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.connection.Connection;
import jakarta.inject.Singleton;

/** Asks an MCP server which tools it has. */
@Singleton
class ToolServerProbe {

  private final ToolServers servers;

  ToolServerProbe(ToolServers servers) {
    this.servers = servers;
  }

  TestOutcome test(Connection connection) {
    try {
      return new TestOutcome(true, "It has " + servers.tools(connection).size() + " tools.");
    } catch (StepException e) {
      return new TestOutcome(false, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TestOutcome(false, "The worker was shut down meanwhile; please repeat.");
    }
  }
}
