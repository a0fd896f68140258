package dev.stitch.store.model;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Sums calls of models up. */
@Singleton
public class CostRepository {

  private final Database database;

  CostRepository(Database database) {
    this.database = database;
  }

  /** The calls of a day, in UTC. */
  public record OfDay(LocalDate day, ModelCost used) {}

  /** The calls of a model. */
  public record OfModel(String model, ModelCost used) {}

  /**
   * The calls of a flow's runs.
   *
   * @param flowId null for runs without one, or whose flow is gone
   */
  public record OfFlow(@Nullable UUID flowId, @Nullable String flowName, ModelCost used) {}

  public ModelCost total(CostQuery query) {
    return sums(query, "", "", ModelCost::of).getFirst();
  }

  /** Days with calls, in order. */
  public List<OfDay> byDay(CostQuery query) {
    return sums(
        query,
        "(c.at AT TIME ZONE 'UTC')::date::text AS day,",
        "GROUP BY day ORDER BY day",
        row -> new OfDay(LocalDate.parse(row.text("day")), ModelCost.of(row)));
  }

  /** Models, the dearest first. */
  public List<OfModel> byModel(CostQuery query) {
    return sums(
        query,
        "c.model,",
        "GROUP BY c.model ORDER BY cost_usd DESC, c.model",
        row -> new OfModel(row.text("model"), ModelCost.of(row)));
  }

  /**
   * Flows, the dearest first.
   *
   * @param limit most flows that are answered
   */
  public List<OfFlow> byFlow(CostQuery query, int limit) {
    return sums(
        query,
        "f.id AS flow_id, f.name AS flow_name,",
        "GROUP BY f.id ORDER BY cost_usd DESC, f.name LIMIT " + limit,
        row ->
            new OfFlow(row.uuidOrNull("flow_id"), row.textOrNull("flow_name"), ModelCost.of(row)));
  }

  private <T> List<T> sums(CostQuery query, String keys, String grouping, Row.Mapper<T> mapper) {
    Filter filter =
        new Filter()
            .and("c.at >= ?", query.from())
            .and("c.at < ?", query.until())
            .and("c.model = ?", query.model())
            .and("c.flow_id = ?", query.flowId());
    return database.list(
        Sql.of(
                "SELECT "
                    + keys
                    + " "
                    + ModelCost.COLUMNS
                    + " FROM model_calls c LEFT JOIN flows f ON f.id = c.flow_id"
                    + filter.where()
                    + " "
                    + grouping)
            .with(filter.parameters()),
        mapper);
  }
}
