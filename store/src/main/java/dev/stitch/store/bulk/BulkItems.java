package dev.stitch.store.bulk;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What acts on many have accepted, and what has become of each. */
@Singleton
public class BulkItems {

  /** How many are told of that are left out. */
  private static final int TOLD = 100;

  /** Judging a million rows takes some ten seconds. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String TELL =
      """
      SELECT NULL::uuid AS id, reason, count(*) AS rows FROM judged GROUP BY reason
      UNION ALL
      (SELECT id, reason, 1 FROM judged WHERE reason IS NOT NULL ORDER BY id LIMIT :told)
      """;

  private static final Listing<BulkItem> ITEMS =
      new Listing<>(
          """
          i.item_id, i.state, i.reason,
          coalesce(nullif(c.name, ''), c.email, t.title, r.name) AS name
          """,
          """
          bulk_operation_items i
          LEFT JOIN entities e ON e.id = i.item_id
          LEFT JOIN contacts c ON c.id = coalesce(e.contact_id, i.item_id)
          LEFT JOIN human_tasks t ON t.id = i.item_id
          LEFT JOIN workflow_runs r ON r.id = i.item_id
          """,
          Map.of("id", "i.item_id", "state", "i.state"),
          "id",
          "i.item_id",
          row ->
              new BulkItem(
                  row.uuid("item_id"),
                  row.textOrNull("name"),
                  row.choice("state", BulkItem.State.class),
                  row.textOrNull("reason")));

  private final Database database;

  BulkItems(Database database) {
    this.database = database;
  }

  /** Says what {@link #accept} would take now, and changes nothing. */
  public BulkVerdict judge(BulkCandidates candidates) {
    return verdict(
        Sql.of("WITH " + candidates.judged() + TELL)
            .with(candidates.parameters())
            .with("told", TOLD));
  }

  /** Writes down what nothing keeps out. */
  public BulkVerdict accept(UUID operationId, BulkCandidates candidates) {
    String taken =
        """
        , taken AS (
            INSERT INTO bulk_operation_items (operation_id, item_id)
            SELECT :operationId, id FROM judged WHERE reason IS NULL)
        """;
    return verdict(
        Sql.of("WITH " + candidates.judged() + taken + TELL)
            .with(candidates.parameters())
            .with("operationId", operationId)
            .with("told", TOLD));
  }

  private BulkVerdict verdict(Sql sql) {
    List<Judged> judged =
        database.patiently(
            LONGEST,
            () ->
                database.list(
                    sql,
                    row ->
                        new Judged(
                            row.uuidOrNull("id"),
                            row.textOrNull("reason"),
                            row.longNumber("rows"))));
    long accepted = 0;
    TreeMap<String, Long> byReason = new TreeMap<>();
    for (Judged row : judged) {
      if (row.id() == null && row.reason() == null) {
        accepted = row.rows();
      } else if (row.id() == null) {
        byReason.put(row.reason(), row.rows());
      }
    }
    return new BulkVerdict(
        accepted,
        judged.stream()
            .filter(row -> row.id() != null)
            .map(row -> new BulkVerdict.Skipped(row.id(), row.reason()))
            .toList(),
        byReason);
  }

  private record Judged(@Nullable UUID id, @Nullable String reason, long rows) {}

  /** The graphs that the wanted journeys follow. */
  public List<String> planHashes(BulkCandidates journeys) {
    return ofEntities("plan_hash", journeys, row -> row.text("plan_hash"));
  }

  /** The flows that the wanted journeys are on. */
  public List<UUID> flows(BulkCandidates journeys) {
    return ofEntities("flow_id", journeys, row -> row.uuid("flow_id"));
  }

  private <T> List<T> ofEntities(String column, BulkCandidates journeys, Row.Mapper<T> mapper) {
    return database.list(
        Sql.of(
                "WITH %s SELECT DISTINCT %s FROM entities WHERE id IN (SELECT id FROM wanted)"
                    .formatted(journeys.read(), column))
            .with(journeys.parameters()),
        mapper);
  }

  /** Those of an operation, by id unless asked otherwise. */
  public Page<BulkItem> list(
      UUID operationId, @Nullable BulkItem.State state, PageRequest request) {
    Filter filter =
        new Filter()
            .and("i.operation_id = ?", operationId)
            .and("i.state = ?", state)
            .containing(request.text(), "c.name", "c.email", "t.title", "r.name", "i.reason");
    return ITEMS.page(database, filter, request);
  }

  /** The next that nothing has been done to yet, by id. */
  public List<UUID> pending(UUID operationId, @Nullable UUID after, int limit) {
    Filter filter =
        new Filter()
            .and("operation_id = ?", operationId)
            .and("state = ?", BulkItem.State.PENDING)
            .and("item_id > ?", after);
    return database.list(
        Sql.of(
                "SELECT item_id FROM bulk_operation_items"
                    + filter.where()
                    + " ORDER BY item_id LIMIT :limit")
            .with(filter.parameters())
            .with("limit", limit),
        row -> row.uuid("item_id"));
  }

  /** The act was done to these. */
  public void done(UUID operationId, Collection<UUID> ids) {
    database.update(
        Sql.of(
                """
                UPDATE bulk_operation_items SET state = 'done', reason = NULL
                WHERE operation_id = :operationId AND item_id = ANY (:ids)
                """)
            .with("operationId", operationId)
            .with("ids", SqlArray.uuids(ids)));
  }

  /** The act was not done to this one. */
  public void refused(UUID operationId, UUID id, String reason) {
    database.update(
        Sql.of(
                """
                UPDATE bulk_operation_items SET state = 'refused', reason = :reason
                WHERE operation_id = :operationId AND item_id = :id
                """)
            .with("operationId", operationId)
            .with("id", id)
            .with("reason", reason));
  }

  /**
   * What became of those of a page.
   *
   * @param after the last of the page before, or null
   */
  public Counts counts(UUID operationId, @Nullable UUID after, UUID last) {
    Filter filter =
        new Filter()
            .and("operation_id = ?", operationId)
            .and("item_id > ?", after)
            .and("item_id <= ?", last);
    return database
        .first(
            Sql.of(
                    """
                    SELECT count(*) FILTER (WHERE state = 'done') AS done,
                           count(*) FILTER (WHERE state = 'refused') AS refused
                    FROM bulk_operation_items
                    """
                        + filter.where())
                .with(filter.parameters()),
            row -> new Counts(row.number("done"), row.number("refused")))
        .orElseThrow();
  }

  /** How many the act was done to, and how many were refused. */
  public record Counts(int done, int refused) {}
}
