package dev.stitch.activities.sync;

import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.price.XPrice;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XUser;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The accounts of X that runs read. */
@Singleton
class XAccounts {

  private final ConnectionRepository connections;
  private final Platforms platforms;

  XAccounts(ConnectionRepository connections, Platforms platforms) {
    this.connections = connections;
    this.platforms = platforms;
  }

  /**
   * An account and how to ask it.
   *
   * @param id X's id of it
   */
  record XAccount(UUID connectionId, String id, XClient client) {}

  /** The account of a run; X is asked who it is where nobody has said so yet. */
  XAccount of(BatchRun run, SliceProgress progress) throws PlatformException, InterruptedException {
    Connection connection = find(run);
    if (connection.account().id() == null) {
      XUser me = platforms.x(connection).me();
      progress.paid(XPrice.USER_READ.usd());
      connections.account(connection.id(), me.id(), me.username());
      connection = find(run);
    }
    String id = connection.account().id();
    if (id == null) {
      throw gone();
    }
    return new XAccount(connection.id(), id, platforms.x(connection));
  }

  private Connection find(BatchRun run) throws PlatformException {
    UUID id = run.platformAccountId();
    if (id == null) {
      throw gone();
    }
    return connections.find(id).orElseThrow(XAccounts::gone);
  }

  private static PlatformException gone() {
    return new PlatformException(
        new Rejected(
            "The connection was deleted, so nothing more can be read.", Rejected.Kind.NOT_FOUND));
  }
}
