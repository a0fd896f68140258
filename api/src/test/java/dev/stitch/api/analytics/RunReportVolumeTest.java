package dev.stitch.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.run.RunGrouping;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long the report of a month takes where a year has very many runs. Asked for by {@code
 * -Dstitch.test.runs=200000} in {@code test.jvm}: a million take minutes to make.
 */
@Tag("server")
@EnabledIfSystemProperty(named = RunReportVolumeTest.RUNS, matches = "\\d+")
class RunReportVolumeTest extends ApiTest {

  static final String RUNS = "stitch.test.runs";

  private static final Duration BUDGET = Duration.ofMillis(200);

  @BeforeAll
  void aYearOfRuns() {
    database.patiently(
        Duration.ofMinutes(10),
        () ->
            database.update(
                """
                INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, config, model,
                    input_tokens, cost_usd, created_at, started_at, completed_at)
                SELECT gen_random_uuid(), CASE WHEN i % 5 = 0 THEN 'agent' ELSE 'flow' END,
                    CASE WHEN i % 17 = 0 THEN 'failed' ELSE 'completed' END, 'Volume ' || i, 'api',
                    jsonb_build_object('input', repeat(md5(i::text), 20)),
                    CASE WHEN i % 5 = 0 THEN 'model-' || i % 4 END, CASE WHEN i % 5 = 0 THEN i ELSE 0 END,
                    CASE WHEN i % 5 = 0 THEN (i % 10000) / 10000.0 ELSE 0 END, at, at,
                    at + power(random(), 3) * interval '6 hours'
                FROM (SELECT i, timestamptz '2022-01-01 00:00Z' + interval '365 days' * i / ?::float8 AS at
                      FROM generate_series(1, ?) i) run
                """
                    .replace("?", Integer.toString(Integer.getInteger(RUNS)))));
    database.update(
        """
        INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input)
        SELECT id, 'Agent', 'type-' || input_tokens % 3, repeat('task ', 50)
        FROM workflow_runs WHERE name LIKE 'Volume %' AND workflow_type = 'agent'
        """);
    database.update("VACUUM ANALYZE workflow_runs, run_agent_details");
  }

  /** The fastest of some counts: what others on the machine take is not the report's. */
  @ParameterizedTest
  @EnumSource
  void theReportOfAMonthKeepsToItsTime(RunGrouping grouping) {
    long fastest = IntStream.range(0, 10).mapToLong(each -> timed(grouping)).min().orElseThrow();

    System.out.printf(
        "%d runs a year, a month by %s: %d ms%n",
        Integer.getInteger(RUNS), grouping.word(), fastest);
    assertThat(Duration.ofMillis(fastest)).isLessThan(BUDGET);
  }

  private long timed(RunGrouping grouping) {
    long begun = System.nanoTime();
    Answer answer =
        get("/api/analytics/runs?from=2022-06-01&to=2022-06-30&groupBy=" + grouping.word());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
