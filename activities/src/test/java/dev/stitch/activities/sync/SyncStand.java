package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.batch.BatchSlices;
import dev.stitch.activities.testing.DatabaseFaults;
import dev.stitch.connectors.testing.FakePlatform;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequest;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.connection.ConnectionRepository;
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

/**
 * A platform, a database that can be lost and the works of syncs, with no Temporal between them:
 * slices are called.
 */
abstract class SyncStand implements AutoCloseable {

  /** How many the pool has at most, each of which a killed worker may have left broken. */
  private static final int CONNECTIONS = 8;

  private final FakePlatform platform;
  private final UUID connection;
  private final SyncRequests requests;
  final ApplicationContext context;
  final Database database;
  final DatabaseFaults faults;
  final RunRepository runs;
  final ConnectionRepository connections;
  final BatchSlices slices;

  /**
   * @param connection the id of the connection whose syncs are accepted
   * @param settings those that lead the product to the platform
   */
  SyncStand(FakePlatform platform, UUID connection, Map<String, String> settings) {
    this.platform = platform;
    this.connection = connection;
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put(DatabaseFaults.PROPERTY, "true");
    properties.putAll(settings);
    context = ApplicationContext.run(properties);
    requests = context.getBean(SyncRequests.class);
    database = context.getBean(Database.class);
    faults = context.getBean(DatabaseFaults.class);
    runs = context.getBean(RunRepository.class);
    connections = context.getBean(ConnectionRepository.class);
    slices = context.getBean(BatchSlices.class);
  }

  UUID accept(SyncSubType kind) {
    return accept(kind, SyncRequest.Bounds.NONE, null);
  }

  UUID accept(SyncSubType kind, SyncRequest.Bounds bounds, List<UUID> contactIds) {
    return requests
        .accept(new SyncRequest(kind, connection, bounds, contactIds), RunOrigin.user("user:ada"))
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

  /** As {@link #work}, by another worker: Temporal tries again what fails of it. */
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

  /**
   * Does a run by a worker that is killed at that point, see {@link DatabaseFaults#killAt}.
   *
   * @return false when the run has finished before it came to the point
   */
  boolean killedAt(int point, UUID runId) {
    faults.killAt(point);
    try {
      BatchSlice end = work(runId);
      // It may have been killed while it told others that there is something new.
      assertThat(end.finished()).as("the run has finished: %s", end).isTrue();
    } catch (SqlFailure failure) {
      if (!DatabaseFaults.caused(failure)) {
        throw failure;
      }
    } finally {
      faults.revive();
    }
    return faults.killed();
  }

  BatchSlice sync(SyncSubType kind) {
    return closed(accept(kind));
  }

  BatchSlice sync(SyncSubType kind, SyncRequest.Bounds bounds) {
    return closed(accept(kind, bounds, null));
  }

  /** Does a run to its end, and lets the next one be accepted. */
  BatchSlice closed(UUID runId) {
    BatchSlice end = work(runId);
    close(runId);
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

  /** Where the next sync goes on, null when none has ended yet. */
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
            + " sync_cursors, sync_uploads, workflow_runs, workflow_steps, stream_events CASCADE");
  }

  @Override
  public void close() {
    context.close();
    platform.close();
  }
}
