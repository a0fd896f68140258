package dev.stitch.activities.sync;

import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Toolkit;
import java.util.Map;
import java.util.UUID;

/** Syncs of X. */
final class XStand extends SyncStand {

  static final UUID CONNECTION = UUID.fromString("019a0000-0000-7000-8000-000000000001");

  final FakeX x;

  XStand() {
    this(new FakeX());
  }

  private XStand(FakeX x) {
    super(
        x,
        CONNECTION,
        Map.of(
            "stitch.x.api-url",
            x.url().toString(),
            "stitch.x.token-url",
            x.url() + FakeX.TOKEN_PATH,
            "stitch.x.client-id",
            "client"));
    this.x = x;
    connections.store(CONNECTION, Toolkit.X, "x", Jsonb.object(), tokens().credentials());
    connections.account(CONNECTION, FakeX.OWN_ID, "stitch");
  }

  /** Tokens that X takes. */
  Tokens tokens() {
    return new Tokens(x.tokens().accessToken(), x.tokens().refreshToken(), null);
  }
}
