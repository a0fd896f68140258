package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncUploadRepository;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Syncs of Google, and of LinkedIn's exports, which need no platform at all. */
final class GoogleStand extends SyncStand {

  private static final UUID CONNECTION = UUID.fromString("019a0000-0000-7000-8000-000000000002");

  final FakeGoogle google;
  final SyncUploadRepository uploads;

  GoogleStand() {
    this(new FakeGoogle());
  }

  private GoogleStand(FakeGoogle google) {
    super(
        google,
        CONNECTION,
        Map.of(
            "stitch.gmail.api-url",
            google.url().toString(),
            "stitch.people.api-url",
            google.url().toString(),
            "stitch.google.token-url",
            google.url() + FakeGoogle.TOKEN_PATH,
            "stitch.google.client-id",
            "client",
            "stitch.keys",
            "1:" + Base64.getEncoder().encodeToString(new byte[32])));
    this.google = google;
    uploads = context.getBean(SyncUploadRepository.class);
    connections.store(CONNECTION, Toolkit.GMAIL, "gmail", Jsonb.object(), tokens().credentials());
  }

  /** Gives the connection another grant, as connecting it again does. */
  void reconnect() {
    connections.replaceSecret(CONNECTION, tokens().credentials());
  }

  private Tokens tokens() {
    return new Tokens(google.tokens().accessToken(), google.tokens().refreshToken(), null);
  }

  /** Stores an export and accepts its run. */
  UUID acceptExport(InputStream file) throws IOException {
    return context
        .getBean(SyncRequests.class)
        .acceptExport(null, uploads.store(file).id(), RunOrigin.user("user:ada"))
        .runId();
  }

  /** The result of a run, in an order that the database does not keep. */
  static String told(BatchSlice end) {
    JsonNode result = Objects.requireNonNull(end.result(), "it has not finished");
    return "%d added, %d updated, %d skipped, %d errors"
        .formatted(
            result.path("added").asLong(),
            result.path("updated").asLong(),
            result.path("skipped").asLong(),
            result.path("errors").asLong());
  }
}
