package dev.stitch.activities.sync;

import dev.stitch.activities.batch.BatchRun;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure.NotPermitted;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The accounts of Google that runs read. */
@Singleton
class GmailAccounts {

  static final String PLATFORM = "gmail";

  private final ConnectionRepository connections;
  private final Platforms platforms;

  GmailAccounts(ConnectionRepository connections, Platforms platforms) {
    this.connections = connections;
    this.platforms = platforms;
  }

  /** The connection of a run. */
  Connection of(BatchRun run) throws PlatformException {
    return Optional.ofNullable(run.platformAccountId())
        .flatMap(connections::find)
        .orElseThrow(
            () ->
                new PlatformException(
                    new Rejected(
                        "The connection was deleted, so nothing more can be read.",
                        Rejected.Kind.NOT_FOUND)));
  }

  /**
   * Whose list a run reads: Gmail is asked whose account it is where nobody has said so since it
   * was connected. A grant that may not read mail cannot be asked, so it counts as an account of
   * its own until somebody connects again.
   */
  SyncedList list(Connection connection, SyncSubType kind)
      throws PlatformException, InterruptedException {
    String account = connection.account().id();
    if (account == null && connection.can(Capability.READ_MAIL)) {
      account = address(connection);
    }
    return new SyncedList(
        connection.id(),
        account == null ? "connected " + connection.health().since() : account,
        kind);
  }

  private @Nullable String address(Connection connection)
      throws PlatformException, InterruptedException {
    try {
      String address = platforms.gmail(connection).profile().address();
      connections.account(connection.id(), address, address);
      return address;
    } catch (PlatformException e) {
      if (e.failure() instanceof NotPermitted) {
        return null;
      }
      throw e;
    }
  }

  /** Whether Google refused a request that named a place which it no longer knows. */
  static boolean lost(PlatformException e, boolean namesPlace) {
    return e.failure() instanceof Rejected rejected
        && (rejected.kind() == Rejected.Kind.EXPIRED_CURSOR
            || (namesPlace && rejected.kind() == Rejected.Kind.OTHER));
  }
}
