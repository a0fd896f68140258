package dev.stitch.activities.sync;

import dev.stitch.activities.batch.BatchRun;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The accounts of Google that runs read. */
@Singleton
class GmailAccounts {

  static final String PLATFORM = "gmail";

  private final ConnectionRepository connections;

  GmailAccounts(ConnectionRepository connections) {
    this.connections = connections;
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

  /** What a run reads of an account. */
  static SyncedList list(Connection connection, SyncSubType kind) {
    return new SyncedList(connection.id(), connection.account().id(), kind);
  }

  /** Whether Google refused a request that named a place which it no longer knows. */
  static boolean lost(PlatformException e, boolean namesPlace) {
    return e.failure() instanceof Rejected rejected
        && (rejected.kind() == Rejected.Kind.EXPIRED_CURSOR
            || (namesPlace && rejected.kind() == Rejected.Kind.OTHER));
  }
}
