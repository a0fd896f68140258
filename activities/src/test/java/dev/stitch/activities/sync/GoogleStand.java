package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.batch.BatchSlices;
import dev.stitch.activities.testing.DatabaseFaults;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequest;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.crm.SyncUploadRepository;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Google, a database and the works of syncs, with no Temporal between them: slices are called.
 * LinkedIn's exports are read here too, which need no platform at all.
 */
final class GoogleStand implements AutoCloseable {

  /** How many the pool has at most, each of which the killed worker may have left broken. */
  private static final int CONNECTIONS = 8;

  static final UUID CONNECTION = UUID.fromString("019a0000-0000-7000-8000-000000000002");

  final FakeGoogle google = new FakeGoogle();
  final ApplicationContext context = ApplicationContext.run(settings());
  final Database database = context.getBean(Database.class);
  final DatabaseFaults faults = context.getBean(DatabaseFaults.class);
  final SyncUploadRepository uploads = context.getBean(SyncUploadRepository.class);
  private final BatchSlices slices = context.getBean(BatchSlices.class);
  private final RunRepository runs = context.getBean(RunRepository.class);
  private final SyncRequests requests = context.getBean(SyncRequests.class);

  /** Gives the connection another grant, as connecting it again does. */
  void reconnect() {
    context.getBean(ConnectionRepository.class).replaceSecret(CONNECTION, tokens().credentials());
  }

  private Tokens tokens() {
    return new Tokens(google.tokens().accessToken(), google.tokens().refreshToken(), null);
  }

  GoogleStand() {
    context
        .getBean(ConnectionRepository.class)
        .store(CONNECTION, Toolkit.GMAIL, "gmail", Jsonb.object(), tokens().credentials());
  }

  UUID accept(SyncSubType kind) {
    return accept(kind, SyncRequest.Bounds.NONE);
  }

  UUID accept(SyncSubType kind, SyncRequest.Bounds bounds) {
    return requests
        .accept(new SyncRequest(kind, CONNECTION, bounds, null), RunOrigin.user("user:ada"))
        .runId();
  }

  /** Stores an export and accepts its run. */
  UUID acceptExport(InputStream file) throws IOException {
    return requests
        .acceptExport(null, uploads.store(file).id(), RunOrigin.user("user:ada"))
        .runId();
  }

  /** Does slices of a run, as its workflow would, until it is over or held. */
  BatchSlice work(UUID runId) {
    String work =
        database
            .first(
                "SELECT work FROM batch_progress WHERE run_id = ?", row -> row.text("work"), runId)
            .orElseThrow();
    for (int slice = 0; ; slice++) {
      BatchSlice end = slices.work(new BatchRequest(runId, work, slice));
      if (end.finished() || end.failure() != null || end.hold() != null) {
        return end;
      }
    }
  }

  /** As {@link #work}, by a worker that was killed: Temporal tries again what fails of it. */
  BatchSlice workAgain(UUID runId) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work(runId);
      } catch (SqlFailure connectionOfBefore) {
        if (attempt == CONNECTIONS) {
          throw connectionOfBefore;
        }
      }
    }
  }

  BatchSlice sync(SyncSubType kind) {
    return closed(accept(kind));
  }

  BatchSlice sync(SyncSubType kind, SyncRequest.Bounds bounds) {
    return closed(accept(kind, bounds));
  }

  BatchSlice closed(UUID run) {
    BatchSlice end = work(run);
    close(run);
    return end;
  }

  /** As the workflow's last flush does, so that the next run may be accepted. */
  void close(UUID runId) {
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?", runId);
  }

  RunRow run(UUID id) {
    return runs.find(id).orElseThrow();
  }

  List<StepRow> steps(UUID runId, String type) {
    return runs.steps(runId).stream().filter(step -> step.stepType().equals(type)).toList();
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

  long count(String table) {
    return database.number("SELECT count(*) FROM " + table);
  }

  String cursor(SyncSubType kind) {
    return database
        .first(
            "SELECT cursor FROM sync_cursors WHERE sync_sub_type = ?",
            row -> row.text("cursor"),
            kind.name().toLowerCase(Locale.ROOT))
        .orElseThrow();
  }

  /** Forgets everything but the connection. */
  void clear() {
    database.update(
        "TRUNCATE contacts, engagements, sync_cursors, workflow_runs, workflow_steps,"
            + " stream_events, sync_uploads CASCADE");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put(DatabaseFaults.PROPERTY, "true");
    settings.put("stitch.gmail.api-url", google.url().toString());
    settings.put("stitch.people.api-url", google.url().toString());
    settings.put("stitch.google.token-url", google.url() + FakeGoogle.TOKEN_PATH);
    settings.put("stitch.google.client-id", "client");
    settings.put("stitch.keys", "1:" + Base64.getEncoder().encodeToString(new byte[32]));
    return settings;
  }

  @Override
  public void close() {
    context.close();
    google.close();
  }
}
