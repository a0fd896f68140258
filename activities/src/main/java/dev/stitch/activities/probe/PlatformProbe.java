package dev.stitch.activities.probe;

import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.x.XUser;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import jakarta.inject.Singleton;

/** Asks a platform whose account a connection is, which it knows from then on. */
@Singleton
class PlatformProbe {

  private final Platforms platforms;
  private final ConnectionRepository connections;

  PlatformProbe(Platforms platforms, ConnectionRepository connections) {
    this.platforms = platforms;
    this.connections = connections;
  }

  TestOutcome test(Connection connection) {
    try {
      return switch (connection.toolkit()) {
        case X -> {
          XUser me = platforms.x(connection).me();
          yield known(connection, me.id(), me.username() == null ? me.id() : me.username());
        }
        case GMAIL -> {
          if (!connection.can(Capability.READ_MAIL)) {
            yield new TestOutcome(
                true, "It may not read mail, so Gmail is not asked whose account it is.");
          }
          String address = platforms.gmail(connection).profile().address();
          yield known(connection, address, address);
        }
        case LINKEDIN, SUBSTACK, HTTP, SMTP, ANTHROPIC, MCP ->
            new TestOutcome(true, "There is nothing to ask: the platform has no API for it.");
      };
    } catch (PlatformException e) {
      return new TestOutcome(false, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TestOutcome(false, "The worker was shut down meanwhile; please repeat.");
    }
  }

  private TestOutcome known(Connection connection, String id, String name) {
    connections.account(connection.id(), id, name);
    return new TestOutcome(true, "It is the account " + name + ".");
  }
}
