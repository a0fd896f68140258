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
 * workers that find a token too old, one renews it, and the other finds the new one. Callers are in
 * no transaction that changes the row, which would wait for itself.
 */
@Singleton
public class StoredGrants {

  /** A token that ends sooner might end on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Database database;
  private final ConnectionRepository connections;
  private final OAuthPlatforms platforms;
  private final OAuthClient client;
  private final Turns turns = new Turns();
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
    public void remember(String refused, PlatformFailure.NeedsReconnect dead)
        throws InterruptedException {
      whereStored(refused, () -> connections.needsReconnect(id, dead.reason()));
    }

    @Override
    public void remember(String refused, PlatformFailure.NotPermitted act)
        throws InterruptedException {
      whereStored(refused, () -> connections.missing(id, act.capability(), act.reason()));
    }

    /** Under the lock, so that no other token takes its place before the note is made. */
    private void whereStored(String token, Runnable note) throws InterruptedException {
      turns.take(
          id,
          () ->
              database.transaction(
                  () -> {
                    boolean stored =
                        connections.lock(id).isPresent()
                            && stored()
                                .filter(tokens -> tokens.accessToken().equals(token))
                                .isPresent();
                    if (stored) {
                      note.run();
                    }
                    return stored;
                  }));
    }

    /** What came of a renewal, carried out of the transaction, which is to be committed. */
    private record Outcome(@Nullable String token, @Nullable PlatformFailure failure) {}

    private String renewed(@Nullable String refused)
        throws PlatformException, InterruptedException {
      Outcome outcome = turns.take(id, () -> database.transaction(() -> underLock(refused)));
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
          return new Outcome(tokens.accessToken(), null);
        }
        OAuthPlatform platform =
            platforms.of(connection.toolkit()).orElseThrow(StoredGrants::unrenewable);
        Tokens renewed = client.renew(platform, tokens);
        connections.renew(id, renewed.credentials());
        return new Outcome(renewed.accessToken(), null);
      } catch (PlatformException e) {
        if (e.failure() instanceof PlatformFailure.NeedsReconnect dead) {
          connections.needsReconnect(id, dead.reason());
        }
        return new Outcome(null, e.failure());
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a renewal", e);
      }
    }

    private Tokens usable(Connection connection) throws PlatformException {
      if (connection.health().state() == State.NEEDS_RECONNECT) {
        throw new PlatformException(
            new PlatformFailure.NeedsReconnect(
                Objects.requireNonNullElse(
                    connection.health().reason(), "The platform has ended the grant.")));
      }
      return stored().orElseThrow(StoredGrants::noTokens);
    }

    /** Empty where there are none, or somebody has stored what is none. */
    private Optional<Tokens> stored() {
      Optional<String> secret = connections.secret(id);
      try {
        return secret.map(Tokens::parse);
      } catch (IllegalArgumentException unreadable) {
        return Optional.empty();
      }
    }

    private boolean isFresh(Tokens tokens) {
      return tokens.expiresAt() == null || tokens.expiresAt().isAfter(clock.instant().plus(MARGIN));
    }
  }

  private static PlatformException gone() {
    return new PlatformException(
        new Rejected("The connection was deleted.", Rejected.Kind.NOT_FOUND));
  }

  private static PlatformException noTokens() {
    return new PlatformException(
        new PlatformFailure.NeedsReconnect("The connection has no tokens that can be read."));
  }

  private static PlatformException unrenewable() {
    return new PlatformException(
        new PlatformFailure.NeedsReconnect("The access token has ended, and cannot be renewed."));
  }
}
