package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Graphs by the hash of their content: what workers read plans from, drafts that ran included. */
@Singleton
public class GraphRepository {

  private final Database database;

  GraphRepository(Database database) {
    this.database = database;
  }

  /** The graph of a hash, empty when none was kept under it. */
  public Optional<JsonNode> graph(String hash) {
    return database.first(
        "SELECT graph FROM graphs WHERE hash = ?", row -> row.json("graph"), hash);
  }

  /** The plan that was kept for a graph first, empty when none was. */
  public Optional<JsonNode> plan(String hash) {
    return database.first(
        "SELECT plan FROM graphs WHERE hash = ? AND plan IS NOT NULL",
        row -> row.json("plan"),
        hash);
  }

  /** Keeps a graph's plan, unless one was kept before. */
  public void keepPlan(String hash, int compiler, JsonNode plan) {
    database.update(
        Sql.of(
                "UPDATE graphs SET plan = :plan, compiler = :compiler WHERE hash = :hash AND plan IS NULL")
            .with("plan", Jsonb.ordered(plan))
            .with("compiler", compiler)
            .with("hash", hash));
  }

  /** Keeps a graph; the same one again is no change. */
  public void keep(String hash, FlowKind kind, JsonNode graph) {
    database.update(
        Sql.of(
                "INSERT INTO graphs (hash, kind, graph) VALUES (:hash, :kind, :graph) ON CONFLICT (hash) DO NOTHING")
            .with("hash", hash)
            .with("kind", kind)
            .with("graph", Jsonb.ordered(graph)));
  }
}
