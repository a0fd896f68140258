package dev.stitch.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.run.RunFiguresRepository.Grouped;
import dev.stitch.store.run.RunFiguresRepository.Outlier;
import dev.stitch.store.run.RunFiguresRepository.Query;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of days that are kept, beside the runs that they stand for. */
@Tag("server")
class RunDaysTest {

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate day = today.minusDays(3);
  private static final int ALL = 100;

  private static ApplicationContext context;
  private static Database database;
  private static RunDays days;
  private static RunFiguresRepository figures;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    days = context.getBean(RunDays.class);
    figures = context.getBean(RunFiguresRepository.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void nothing() {
    database.update("DELETE FROM workflow_runs");
    database.update("DELETE FROM run_days");
  }

  @Test
  void pastDaysAreKeptAndTodayIsNot() {
    run(day);
    run(today);

    keepAll();

    assertThat(dayCount("run_days")).isEqualTo(3);
    assertThat(dayCount("run_day_changes")).as("today is looked at run by run").isZero();
    assertThat(figures.grouped(query(RunGrouping.DAY), ALL).total().runs()).isEqualTo(2);
    assertThat(days.keepUp(Duration.ZERO, ALL)).as("twice changes nothing").isZero();
  }

  @Test
  void whateverChangesInARunIsSeenAtOnce() {
    UUID run = run(day, "running");
    keepAll();

    database.update(
        "UPDATE workflow_runs SET status = 'failed', completed_at = now() WHERE id = ?", run);
    assertTrue("ended days after its beginning");
    database.update("UPDATE workflow_runs SET cost_usd = 2 WHERE id = ?", run);
    assertTrue("was billed later still");
    database.update("UPDATE workflow_runs SET completed_at = started_at + interval '1 hour'");
    assertTrue("took longer than it said first");
    agent(run, "researcher");
    assertTrue("was an agent's");
    database.update("UPDATE run_agent_details SET agent_type = 'writer'");
    assertTrue("of another type");
    database.update("UPDATE workflow_runs SET created_at = created_at - interval '1 day'");
    assertTrue("of the day before");
    run(day);
    assertTrue("is not alone");
    database.update("DELETE FROM workflow_runs WHERE id = ?", run);
    assertTrue("is gone");
    assertThat(figures.grouped(query(RunGrouping.DAY), ALL).total().runs()).isOne();
  }

  @Test
  void aDayThatChangesAllTheTimeIsKeptAgainOnlyAfterAWhile() {
    UUID run = run(day);
    keepAll();
    database.update("UPDATE workflow_runs SET cost_usd = 5 WHERE id = ?", run);

    assertThat(days.keepUp(Duration.ofHours(1), ALL)).isZero();
    assertTrue("is read run by run meanwhile");
    assertThat(days.keepUp(Duration.ZERO, ALL)).isOne();
    assertTrue("is kept again");
  }

  @Test
  void whatIsNotCommittedYetCountsWhenItIs() throws Exception {
    run(day);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      database.transaction(
          () -> {
            run(day);
            // another connection keeps the day and cannot see the run
            await(other.submit(RunDaysTest::keepAll));
          });
    }

    assertTrue("was created while its day was kept");
    assertThat(figures.grouped(query(RunGrouping.DAY), ALL).total().runs()).isEqualTo(2);
  }

  @Test
  void manyWritersAndKeepersLeaveNothingOut() throws Exception {
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      runs.add(run(today.minusDays(1 + i % 4)));
    }
    List<Callable<Void>> all = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      Random random = new Random(writer);
      all.add(
          () -> {
            for (int i = 0; i < 20; i++) {
              change(runs.get(random.nextInt(runs.size())), random);
            }
            return null;
          });
    }
    for (int keeper = 0; keeper < 2; keeper++) {
      all.add(
          () -> {
            for (int i = 0; i < 5; i++) {
              days.keepUp(Duration.ZERO, ALL);
            }
            return null;
          });
    }
    try (ExecutorService together = Executors.newFixedThreadPool(all.size())) {
      together.invokeAll(all).forEach(RunDaysTest::await);
    }

    assertTrue("were changed while others kept their days");
    keepAll();
    assertTrue("are kept");
    assertThat(dayCount("run_day_changes")).isZero();
  }

  private void change(UUID run, Random random) {
    database.transaction(
        () -> {
          switch (random.nextInt(4)) {
            case 0 ->
                database.update(
                    "UPDATE workflow_runs SET cost_usd = cost_usd + 0.25 WHERE id = ?", run);
            case 1 ->
                database.update(
                    "UPDATE workflow_runs SET input_tokens = input_tokens + 7, model = 'm' WHERE id = ?",
                    run);
            case 2 -> database.update("DELETE FROM workflow_runs WHERE id = ?", run);
            default -> run(today.minusDays(1 + random.nextInt(4)));
          }
        });
  }

  /** What is told with the days that are kept is what the runs come to. */
  private void assertTrue(String what) {
    List<Object> told = report();
    database.update("INSERT INTO run_day_changes (day) SELECT day FROM run_days");
    List<Object> runs = report();
    database.update(
        "DELETE FROM run_day_changes WHERE ctid IN (SELECT max(ctid) FROM run_day_changes GROUP BY day)");

    assertThat(told).as("a run that " + what).isEqualTo(runs);
  }

  private List<Object> report() {
    List<Object> report = new ArrayList<>();
    for (RunGrouping grouping : RunGrouping.values()) {
      Grouped grouped = figures.grouped(query(grouping), ALL);
      report.add(normal(grouped.total()));
      grouped.groups().forEach(group -> report.add(group.key() + " " + normal(group.figures())));
      figures.slowest(query(grouping)).stream().map(Outlier::durationMs).forEach(report::add);
      figures.dearest(query(grouping)).stream()
          .map(outlier -> outlier.costUsd().stripTrailingZeros())
          .forEach(report::add);
    }
    return report;
  }

  private static String normal(RunFigures figures) {
    return "%d runs, %s, %s, %d tokens, %s USD"
        .formatted(
            figures.runs(),
            figures.ended(),
            figures.durationMs(),
            figures.inputTokens(),
            figures.costUsd().stripTrailingZeros().toPlainString());
  }

  private Query query(RunGrouping grouping) {
    return new Query(grouping, today.minusDays(10), today);
  }

  private static void keepAll() {
    while (days.keepUp(Duration.ZERO, ALL) > 0) {
      // those that are left
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long dayCount(String table) {
    return database.number("SELECT count(*) FROM " + table);
  }

  private static UUID run(LocalDate day) {
    return run(day, "completed");
  }

  private static UUID run(LocalDate day, String status) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, cost_usd, created_at,
            started_at, completed_at)
        SELECT ?, 'agent', status, 'A run', 'api', 0.5, at, at,
            CASE status WHEN 'completed' THEN at + interval '20 seconds' END
        FROM (SELECT ? AS status, ?::date::timestamp AT TIME ZONE 'UTC' AS at) run
        """,
        id,
        status,
        day);
    return id;
  }

  private static void agent(UUID run, String type) {
    database.update(
        "INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input) VALUES (?, 'Agent', ?, 'Look')",
        run,
        type);
  }
}
