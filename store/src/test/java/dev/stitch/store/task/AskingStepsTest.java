package dev.stitch.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class AskingStepsTest {

  private static ApplicationContext context;
  private static Database database;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void theGraphsOfAPageAreTakenApartOnceEachHoweverManyTasksAreOfThem() throws Exception {
    List<UUID> tasks =
        Stream.concat(tasksOf("a", "Ask Ada", 50), tasksOf("b", "Ask Bob", 10)).toList();

    List<TaskRow> page =
        context
            .getBean(TaskListing.class)
            .page(
                new TaskQuery(null, null, null, null, null, null, null, null, null),
                new PageRequest(1, 60, null, null))
            .data();

    assertThat(page).filteredOn(task -> "Ask Ada".equals(task.stepName())).hasSize(50);
    assertThat(page).filteredOn(task -> "Ask Bob".equals(task.stepName())).hasSize(10);
    assertThat(timesTakenApart(tasks)).isEqualTo(2);
  }

  /** How often PostgreSQL runs the function that takes a graph's nodes apart. */
  private static int timesTakenApart(List<UUID> tasks) throws Exception {
    String plan =
        database
            .first(
                Sql.of("EXPLAIN (ANALYZE, FORMAT JSON) " + AskingSteps.NAMES)
                    .with("ids", SqlArray.uuids(tasks)),
                row -> row.text("QUERY PLAN"))
            .orElseThrow();
    return Jsonb.MAPPER.readTree(plan).findParents("Function Name").stream()
        .filter(node -> node.path("Function Name").asText().equals("jsonb_array_elements"))
        .mapToInt(node -> node.path("Actual Loops").intValue())
        .sum();
  }

  private static Stream<UUID> tasksOf(String hash, String label, int count) {
    JsonNode graph =
        Jsonb.object()
            .set(
                "nodes",
                Jsonb.MAPPER
                    .createArrayNode()
                    .add(Jsonb.object().put("id", "ask").put("label", label)));
    database.update(
        "INSERT INTO graphs (hash, kind, graph) VALUES (?, 'system', ?)", hash.repeat(64), graph);
    return Stream.generate(() -> task(hash.repeat(64))).limit(count);
  }

  private static UUID task(String planHash) {
    UUID run = Ids.next();
    UUID task = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, plan_hash)
        VALUES (?, 'flow', 'running', 'R', 'api', ?)
        """,
        run,
        planHash);
    database.update(
        "INSERT INTO human_tasks (id, run_id, node_id, kind, title) VALUES (?, ?, 'ask', 'step',"
            + " 'T')",
        task,
        run);
    return task;
  }
}
