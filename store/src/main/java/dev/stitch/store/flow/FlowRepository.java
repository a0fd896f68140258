package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Flows and their drafts. Archived flows are not found. */
@Singleton
public class FlowRepository {

  private static final Listing<FlowSummary> LISTING =
      new Listing<>(
          "id, kind, name, tags, draft_revision, latest_version, paused, created_at, updated_at, archived_at",
          "flows",
          Map.of(
              "name", "name", "kind", "kind", "createdAt", "created_at", "updatedAt", "updated_at"),
          "-updatedAt",
          "id",
          row ->
              new FlowSummary(
                  row.uuid("id"),
                  row.choice("kind", FlowKind.class),
                  row.text("name"),
                  row.texts("tags"),
                  row.longNumber("draft_revision"),
                  row.numberOrNull("latest_version"),
                  row.flag("paused"),
                  row.instant("created_at"),
                  row.instant("updated_at"),
                  row.instant("archived_at"),
                  null));

  /** Key of the advisory lock: any number that nothing else in this database uses. */
  private static final long CALLS_LOCK = 0x5717CA;

  private final Database database;
  private final FlowRows rows;

  FlowRepository(Database database, FlowRows rows) {
    this.database = database;
    this.rows = rows;
  }

  public Optional<Flow> find(UUID id) {
    return rows.find(id);
  }

  /**
   * As {@link #find}, and nobody else changes the flow until the transaction ends; journeys may
   * begin.
   */
  public Optional<Flow> findForUpdate(UUID id) {
    // By hand: Micronaut Data takes FOR NO KEY UPDATE for an update.
    return database.first(
        "SELECT * FROM flows WHERE id = ? AND archived_at IS NULL FOR NO KEY UPDATE",
        row -> row.as(Flow.class),
        id);
  }

  /** As {@link #findForUpdate}, when all that {@link #hold} the flow have let go of it. */
  public Optional<Flow> findForRemoval(UUID id) {
    return rows.findForUpdate(id);
  }

  /**
   * Keeps a flow from being removed until the transaction ends; others may change it.
   *
   * @return false when it is removed already
   */
  public boolean hold(UUID id) {
    return database.exists(
        "SELECT 1 FROM flows WHERE id = ? AND archived_at IS NULL FOR KEY SHARE", id);
  }

  /**
   * As {@link #hold} for several, in one order, so that two who do so cannot wait for each other.
   */
  public void hold(Collection<UUID> ids) {
    database.list(
        "SELECT id FROM flows WHERE id = ANY (?) ORDER BY id FOR KEY SHARE",
        row -> row.uuid("id"),
        SqlArray.uuids(ids));
  }

  /** Lets nobody else {@code lockCalls} until the transaction ends. */
  public void lockCalls() {
    database.exists("SELECT 1 FROM pg_advisory_xact_lock(?)", CALLS_LOCK);
  }

  public Page<FlowSummary> page(FlowQuery query, PageRequest request) {
    return LISTING.page(database, query.conditions(request.text()), request);
  }

  public void insert(
      UUID id,
      FlowKind kind,
      String name,
      JsonNode draft,
      @Nullable JsonNode inputSchema,
      List<String> tags) {
    rows.insert(
        id,
        kind,
        name,
        Jsonb.column(Jsonb.ordered(draft)),
        Jsonb.column(Jsonb.ordered(inputSchema)),
        tags.toArray(String[]::new));
  }

  /**
   * Replaces the draft, whose revision rises; the caller holds the flow by {@link #findForUpdate}.
   */
  public void updateDraft(
      UUID id, String name, JsonNode draft, @Nullable JsonNode inputSchema, List<String> tags) {
    rows.changeDraft(
        id,
        name,
        Jsonb.column(Jsonb.ordered(draft)),
        Jsonb.column(Jsonb.ordered(inputSchema)),
        tags.toArray(String[]::new));
  }

  /** Takes a flow out of sight; its versions stay for the journeys and runs that used them. */
  public void archive(UUID id) {
    rows.archive(id);
  }

  /** Brings an archived flow back as it was; one that is in use stays as it is. */
  public void restore(UUID id) {
    rows.restore(id);
  }

  /** The first few journeys of the flow that have not ended, and how many there are. */
  public Page<UUID> liveJourneys(UUID flowId, int limit) {
    String live =
        " FROM entities WHERE flow_id = :flowId AND status NOT IN ('completed', 'exited', 'cancelled')";
    List<UUID> first =
        database.list(
            Sql.of("SELECT id" + live + " ORDER BY id LIMIT :limit")
                .with("flowId", flowId)
                .with("limit", limit),
            row -> row.uuid("id"));
    return new Page<>(
        first, database.number(Sql.of("SELECT count(*)" + live).with("flowId", flowId)));
  }

  /** The names of flows whose newest published version has a step that calls this one. */
  public Page<String> callers(UUID flowId, int limit) {
    String callers =
        """
         FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.latest_version
        WHERE f.archived_at IS NULL AND f.id <> :flowId
          AND EXISTS (SELECT 1 FROM jsonb_array_elements(v.graph -> 'nodes') node
                      WHERE node -> 'data' ->> 'flowId' = :calledId)
        """;
    Map<String, Object> called = Map.of("flowId", flowId, "calledId", flowId.toString());
    List<String> first =
        database.list(
            Sql.of("SELECT f.name" + callers + " ORDER BY f.name LIMIT :limit")
                .with(called)
                .with("limit", limit),
            row -> row.text("name"));
    return new Page<>(first, database.number(Sql.of("SELECT count(*)" + callers).with(called)));
  }
}
