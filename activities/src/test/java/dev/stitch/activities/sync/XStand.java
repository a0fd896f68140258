package dev.stitch.activities.sync;

import dev.stitch.activities.batch.BatchSlices;
import dev.stitch.activities.testing.DatabaseFaults;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.launch.BatchLauncher;
import dev.stitch.launch.SyncRequest;
import dev.stitch.launch.SyncRequests;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** X, a database and the works of syncs, with no Temporal between them: slices are called. */
final class XStand implements AutoCloseable {

  static final UUID CONNECTION = UUID.fromString("019a0000-0000-7000-8000-000000000001");

  final FakeX x = new FakeX();
  final ApplicationContext context = ApplicationContext.run(settings());
  final Database database = context.getBean(Database.class);
  final RunRepository runs = context.getBean(RunRepository.class);
  final ConnectionRepository connections = context.getBean(ConnectionRepository.class);
  final DatabaseFaults faults = context.getBean(DatabaseFaults.class);
  final BatchSlices slices = context.getBean(BatchSlices.class);
  private final SyncRequests requests = context.getBean(SyncRequests.class);

  XStand() {
    connect();
    connections.account(CONNECTION, FakeX.OWN_ID, "stitch");
  }

  /** Stores the connection of the account, whose tokens X takes. */
  void connect() {
    connections.store(CONNECTION, Toolkit.X, "x", Jsonb.object(), tokens().credentials());
  }

  Tokens tokens() {
    return new Tokens(x.tokens().accessToken(), x.tokens().refreshToken(), null);
  }

  UUID accept(SyncSubType kind) {
    return accept(kind, SyncRequest.Bounds.NONE, null);
  }

  UUID accept(SyncSubType kind, SyncRequest.Bounds bounds, List<UUID> contactIds) {
    BatchLauncher.Accepted accepted =
        requests.accept(
            new SyncRequest(kind, CONNECTION, bounds, contactIds),
            SyncRequests.Asked.by("user:ada"));
    return accepted.runId();
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

  BatchSlice sync(SyncSubType kind) {
    UUID run = accept(kind);
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

  long count(String table) {
    return database.number("SELECT count(*) FROM " + table);
  }

  String cursor(SyncSubType kind) {
    return database
        .list(
            "SELECT cursor FROM sync_cursors WHERE sync_sub_type = ?",
            row -> row.textOrNull("cursor"),
            kind.name().toLowerCase(Locale.ROOT))
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Forgets everything but the connection. */
  void clear() {
    database.update(
        "TRUNCATE contacts, content_items, content_posts, engagements, engagement_metrics,"
            + " sync_cursors, workflow_runs, workflow_steps, stream_events CASCADE");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put(DatabaseFaults.PROPERTY, "true");
    settings.put("stitch.x.api-url", x.url().toString());
    settings.put("stitch.x.token-url", x.url() + FakeX.TOKEN_PATH);
    settings.put("stitch.x.client-id", "client");
    return settings;
  }

  @Override
  public void close() {
    context.close();
    x.close();
  }
}
