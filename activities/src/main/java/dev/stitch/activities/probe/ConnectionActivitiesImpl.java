package dev.stitch.activities.probe;

import dev.stitch.activities.email.SmtpProbe;
import dev.stitch.activities.http.HttpProbe;
import dev.stitch.activities.llm.ModelProbe;
import dev.stitch.port.ConnectionActivities;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Tries stored credentials out. */
@Singleton
public class ConnectionActivitiesImpl implements ConnectionActivities {

  private final ConnectionRepository connections;
  private final HttpProbe http;
  private final SmtpProbe smtp;
  private final ModelProbe models;
  private final PlatformProbe platforms;
  private final ToolServerProbe toolServers;

  public ConnectionActivitiesImpl(
      ConnectionRepository connections,
      HttpProbe http,
      SmtpProbe smtp,
      ModelProbe models,
      PlatformProbe platforms,
      ToolServerProbe toolServers) {
    this.connections = connections;
    this.http = http;
    this.smtp = smtp;
    this.models = models;
    this.platforms = platforms;
    this.toolServers = toolServers;
  }

  @Override
  public TestOutcome test(UUID connectionId) {
    Optional<Connection> found = connections.find(connectionId);
    if (found.isEmpty()) {
      return new TestOutcome(false, "The connection is gone.");
    }
    Connection connection = found.get();
    String secret = connections.secret(connectionId).orElse("");
    TestOutcome outcome =
        switch (connection.toolkit()) {
          case HTTP -> http.test(connection, secret);
          case SMTP -> smtp.test(connection, secret);
          case ANTHROPIC -> models.test(secret);
          case MCP -> toolServers.test(connection);
          case X, GMAIL, LINKEDIN, SUBSTACK -> platforms.test(connection);
        };
    connections.tested(connectionId, outcome.ok(), outcome.message());
    return outcome;
  }
}
