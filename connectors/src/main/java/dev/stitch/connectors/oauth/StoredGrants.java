package dev.stitch.connectors.oauth;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.http.Grant;
import dev.stitch.store.Database;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Connection.State;
import dev.stitch.store.connection.ConnectionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The grants of stored connections. Tokens are renewed while the connection's row is locked: of two
 * workers that find a token too old, one renews it, and the other finds the new one.
 */
@Singleton
public class StoredGrants {

  /** A token that ends sooner might end on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Database database;
  private final ConnectionRepository connections;
  private final OAuthPlatforms platforms;
  private final OAuthClient client;
  private final Clock clock = Clock.systemUTC();

  public StoredGrants(
      Database database,
      ConnectionRepository connections,
      OAuthPlatforms platforms,
      OAuthClient client) {
    this.database = database;
    this.connections = connections;
    this.platforms = platforms;
    this.client = client;
  }

  /** The grant of a connection to a platform. */
  public Grant of(UUID connectionId) {
    return new StoredGrant(connectionId);
  }

  private final class StoredGrant implements Grant {

    private final UUID id;

    StoredGrant(UUID id) {
      this.id = id;
    }

    @Override
    public String token() throws PlatformException, InterruptedException {
      Connection connection = connections.find(id).orElseThrow(StoredGrants::gone);
      Tokens tokens = usable(connection);
      return isFresh(tokens) ? tokens.accessToken() : renewed(null);
    }

    @Override
    public String insteadOf(String refused) throws PlatformException, InterruptedException {
      return renewed(refused);
    }

    @Override
    public void remember(PlatformFailure.NeedsReconnect dead) {
      connections.needsReconnect(id, dead.reason());
    }

    @Override
    public void remember(PlatformFailure.NotPermitted act) {
      connections.missing(id, act.capability(), act.reason());
    }

    /** What came of a renewal, carried out of the transaction, which is to be committed. */
    private record Outcome(
        @Nullable String token, @Nullable PlatformFailure failure, boolean interrupted) {}

    private String renewed(@Nullable String refused)
        throws PlatformException, InterruptedException {
      Outcome outcome = database.transaction(() -> underLock(refused));
      if (outcome.interrupted()) {
        throw new InterruptedException();
      }
      if (outcome.failure() != null) {
        throw new PlatformException(outcome.failure());
      }
      return Objects.requireNonNull(outcome.token());
    }

    private Outcome underLock(@Nullable String refused) {
      try {
        Connection connection = connections.lock(id).orElseThrow(StoredGrants::gone);
        Tokens tokens = usable(connection);
        if (isFresh(tokens) && !tokens.accessToken().equals(refused)) {
          return new Outcome(tokens.accessToken(), null, false);
        }
        OAuthPlatform platform =
            platforms.of(connection.toolkit()).orElseThrow(StoredGrants::unrenewable);
        Tokens renewed = client.renew(platform, tokens);
        connections.renew(id, renewed.credentials());
        return new Outcome(renewed.accessToken(), null, false);
      } catch (PlatformException e) {
        if (e.failure() instanceof PlatformFailure.NeedsReconnect dead) {
          connections.needsReconnect(id, dead.reason());
        }
        return new Outcome(null, e.failure(), false);
      } catch (InterruptedException e) {
        return new Outcome(null, null, true);
      }
    }

    private Tokens usable(Connection connection) throws PlatformException {
      if (connection.health().state() == State.NEEDS_RECONNECT) {
        throw new PlatformException(
            new PlatformFailure.NeedsReconnect(
                Objects.requireNonNullElse(
                    connection.health().reason(), "The platform has ended the grant.")));
      }
      Optional<String> secret = connections.secret(id);
      if (secret.isEmpty()) {
        throw new PlatformException(
            new PlatformFailure.NeedsReconnect("The connection has no tokens."));
      }
      return Tokens.parse(secret.get());
    }

    private boolean isFresh(Tokens tokens) {
      return tokens.expiresAt() == null || tokens.expiresAt().isAfter(clock.instant().plus(MARGIN));
    }
  }

  private static PlatformException gone() {
    return new PlatformException(
        new Rejected("The connection was deleted.", Rejected.Kind.NOT_FOUND));
  }

  private static PlatformException unrenewable() {
    return new PlatformException(
        new PlatformFailure.NeedsReconnect("The access token has ended, and cannot be renewed."));
  }
}
