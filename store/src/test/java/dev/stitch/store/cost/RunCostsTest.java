package dev.stitch.store.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the row of a run says that it costs. */
@Tag("server")
class RunCostsTest {

  private static ApplicationContext context;
  private static Database database;
  private static RunCosts costs;

  private final UUID run = Ids.next();

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    costs = context.getBean(RunCosts.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aRunCostsItsModelsAndItsRequestsWhicheverCameFirst() {
    aRun();
    costs.record(request("a", "0.015"));
    context
        .getBean(ModelCallRepository.class)
        .record(
            new ModelCall(run, "n", 1, new ModelUsage("m", 1, 1, 0, 0, new BigDecimal("0.25"))));
    costs.record(request("b", "0.010"));

    assertThat(cost()).isEqualByComparingTo("0.275");
  }

  @Test
  void aRequestThatIsRecordedTwiceCountsOnce() {
    aRun();
    costs.record(request("a", "0.015"));
    costs.record(request("a", "0.015"));

    assertThat(cost()).isEqualByComparingTo("0.015");
  }

  @Test
  void whatCostsNothingLeavesNoRow() {
    aRun();
    costs.record(request("a", "0.000"));

    assertThat(database.exists("SELECT 1 FROM paid_requests WHERE run_id = ?", run)).isFalse();
  }

  private void aRun() {
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'sequence', 'running', 'R', 'template')
        """,
        run);
  }

  private BigDecimal cost() {
    return database
        .first(
            "SELECT cost_usd FROM workflow_runs WHERE id = ?", row -> row.amount("cost_usd"), run)
        .orElseThrow();
  }

  private PaidRequest request(String key, String usd) {
    return new PaidRequest(
        run + "/" + key,
        run,
        "step-0",
        "x",
        "post_read",
        1,
        new BigDecimal(usd),
        LocalDate.of(2026, 11, 1));
  }
}
