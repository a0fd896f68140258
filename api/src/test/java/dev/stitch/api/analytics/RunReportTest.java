package dev.stitch.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class RunReportTest extends ApiTest {

  private static final String MAY = "from=2021-05-01&to=2021-05-02";

  private final UUID letters = Ids.next();
  private final UUID spring = Ids.next();

  @BeforeAll
  void run() {
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'system', 'Letters', '{}')", letters);
    database.update(
        "INSERT INTO workflow_templates (id, name, template_type) VALUES (?, 'Spring', 'outreach')",
        spring);
    run("too early", "flow", "completed", "2021-04-30T23:59:59.999Z", 1);
    UUID first = run("first", "flow", "completed", "2021-05-01T00:00:00Z", 10);
    UUID second = run("second", "flow", "failed", "2021-05-01T12:00:00Z", 20);
    UUID third = run("third", "sequence", "cancelled", "2021-05-01T23:59:59.999Z", 30);
    UUID agent = run("agent", "agent", "completed", "2021-05-02T00:00:00Z", 40);
    UUID other = run("other", "agent", "killed", "2021-05-02T10:00:00Z", null);
    UUID live = run("live", "agent", "running", "2021-05-02T23:59:59.999Z", null);
    run("too late", "flow", "completed", "2021-05-03T00:00:00Z", 1_000_000);
    database.update(
        "UPDATE workflow_runs SET flow_id = ? WHERE id IN (?, ?)", letters, first, second);
    database.update("UPDATE workflow_runs SET template_id = ? WHERE id = ?", spring, third);
    agent(agent, "researcher");
    agent(other, "researcher");
    agent(live, null);
    uses(agent, "claude-opus-5-5", "0.25");
    uses(live, "claude-haiku-5-5", "0.5");
    uses(first, null, "0.125");
  }

  @Test
  void runsOfTheDaysAreSummedUp() {
    JsonNode report = report(MAY);

    assertThat(report.path("from").asText()).isEqualTo("2021-05-01");
    assertThat(report.path("to").asText()).isEqualTo("2021-05-02");
    assertThat(report.path("total"))
        .isEqualTo(
            tree(
                """
                {'runs':6, 'ended':{'completed':2,'failed':1,'cancelled':1,'killed':1},
                 'successRate':0.4, 'durationMs':{'p50':20000,'p95':40000},
                 'inputTokens':2000, 'outputTokens':200, 'cacheReadTokens':20,
                 'cacheWriteTokens':8, 'cacheWrite1hTokens':6, 'costUsd':0.875}
                """));
  }

  @Test
  void theyAreToldByDayUnlessAskedOtherwise() {
    assertThat(groups(MAY))
        .containsExactly(
            "2021-05-01 2021-05-01: 3 runs, 0.3333, 20000/30000 ms, 0.125 USD",
            "2021-05-02 2021-05-02: 3 runs, 0.5, 40000/40000 ms, 0.75 USD");
    assertThat(groups(MAY + "&groupBy=day")).isEqualTo(groups(MAY));
  }

  @Test
  void theyAreToldByWhatTheyHaveInCommonTheLargestGroupFirst() {
    assertThat(groups(MAY + "&groupBy=workflowType"))
        .containsExactly(
            "agent agent: 3 runs, 0.5, 40000/40000 ms, 0.75 USD",
            "flow flow: 2 runs, 0.5, 10000/20000 ms, 0.125 USD",
            "sequence sequence: 1 runs, 0, 30000/30000 ms, 0 USD");
    assertThat(groups(MAY + "&groupBy=model"))
        .containsExactly(
            "null null: 4 runs, 0.25, 20000/30000 ms, 0.125 USD",
            "claude-haiku-5-5 claude-haiku-5-5: 1 runs, null, null/null ms, 0.5 USD",
            "claude-opus-5-5 claude-opus-5-5: 1 runs, 1, 40000/40000 ms, 0.25 USD");
    assertThat(groups(MAY + "&groupBy=flow"))
        .containsExactly(
            "null null: 4 runs, 0.3333, 30000/40000 ms, 0.75 USD",
            letters + " Letters: 2 runs, 0.5, 10000/20000 ms, 0.125 USD");
    assertThat(groups(MAY + "&groupBy=template"))
        .containsExactly(
            "null null: 5 runs, 0.5, 20000/40000 ms, 0.875 USD",
            spring + " Spring: 1 runs, 0, 30000/30000 ms, 0 USD");
  }

  @Test
  void byAgentTypeOnlyRunsOfAgentsAreLookedAt() {
    JsonNode report = report(MAY + "&groupBy=agentType");

    assertThat(groups(MAY + "&groupBy=agentType"))
        .containsExactly(
            "researcher researcher: 2 runs, 0.5, 40000/40000 ms, 0.25 USD",
            "null null: 1 runs, null, null/null ms, 0.5 USD");
    assertThat(report.at("/total/runs").intValue()).isEqualTo(3);
    assertThat(names(report.path("slowest"))).containsExactly("agent");
    assertThat(names(report.path("dearest"))).containsExactly("live", "agent");
  }

  @Test
  void thoseThatStandOutAreNamed() {
    JsonNode report = report(MAY);

    assertThat(names(report.path("slowest")))
        .as("those that have ended and had begun")
        .containsExactly("agent", "third", "second", "first");
    assertThat(names(report.path("dearest")))
        .as("those that cost anything")
        .containsExactly("live", "agent", "first");
    JsonNode slowest = report.at("/slowest/0");
    assertThat(get("/api/workflows/" + slowest.path("runId").asText()).status()).isEqualTo(200);
    assertThat(slowest.path("workflowType").asText()).isEqualTo("agent");
    assertThat(slowest.path("status").asText()).isEqualTo("completed");
    assertThat(slowest.path("durationMs").longValue()).isEqualTo(40_000);
    assertThat(slowest.path("costUsd").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(slowest.path("createdAt").asText()).isEqualTo("2021-05-02T00:00:00Z");
    assertThat(report.at("/dearest/0/durationMs").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"model", "agentType", "flow", "template", "workflowType", "day"})
  void whereNothingRanThereAreNoGroups(String groupBy) {
    JsonNode report = report("from=2020-01-01&to=2020-12-31&groupBy=" + groupBy);

    assertThat(report.at("/total/runs").intValue()).isZero();
    assertThat(report.at("/total/successRate").isNull()).isTrue();
    assertThat(report.at("/total/durationMs")).isEqualTo(tree("{'p50':null,'p95':null}"));
    assertThat(report.at("/total/costUsd").decimalValue()).isZero();
    assertThat(report.path("groups")).isEmpty();
    assertThat(report.path("slowest")).isEmpty();
    assertThat(report.path("dearest")).isEmpty();
  }

  @Test
  void withoutDaysItIsOfTheLastThirty() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    run("now", "flow", "pending", today + "T00:00:00Z", null);

    JsonNode report = get("/api/analytics/runs").body();

    assertThat(report.path("from").asText())
        .isEqualTo(LocalDate.parse(report.path("to").asText()).minusDays(29).toString());
    assertThat(report.path("groups").findValuesAsText("key")).contains(today.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "groupBy=, 400, /groupBy",
    "groupBy=colour, 400, /groupBy",
    "groupBy=AGENT_TYPE, 400, /groupBy",
    "groupBy=flow%00, 400, /groupBy",
    "groupBy=status%27%3B--, 400, /groupBy",
    "from=yesterday, 400, /from",
    "to=2026-02-30, 400, /to",
    "from=2026-03-02&to=2026-03-01, 422, /from",
    "from=2025-01-01&to=2026-03-01, 422, /from",
  })
  void whatMakesNoSenseIsRefusedByName(String query, int status, String pointer) {
    Answer answer = get("/api/analytics/runs?" + query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  private JsonNode report(String query) {
    Answer answer = get("/api/analytics/runs?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private List<String> groups(String query) {
    return report(query).path("groups").valueStream().map(RunReportTest::told).toList();
  }

  private static String told(JsonNode group) {
    JsonNode figures = group.path("figures");
    JsonNode rate = figures.path("successRate");
    return "%s %s: %d runs, %s, %s/%s ms, %s USD"
        .formatted(
            group.path("key").asText(),
            group.path("label").asText(),
            figures.path("runs").intValue(),
            rate.isNull()
                ? "null"
                : Double.toString(rate.doubleValue()).replaceAll("(\\.\\d{4})\\d+|\\.0$", "$1"),
            figures.at("/durationMs/p50").asText(),
            figures.at("/durationMs/p95").asText(),
            figures.path("costUsd").decimalValue().stripTrailingZeros().toPlainString());
  }

  private static List<String> names(JsonNode runs) {
    return runs.valueStream().map(run -> run.path("name").asText()).toList();
  }

  /**
   * @param seconds how long it took; null for one that has not begun, or not ended
   */
  private UUID run(
      String name, String type, String status, String createdAt, @Nullable Integer seconds) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, created_at,
            started_at, completed_at)
        SELECT ?, ?, ?, ?, 'api', at, CASE WHEN took IS NOT NULL THEN at END, at + took
        FROM (SELECT ?::timestamptz AS at, make_interval(secs => ?::float8) AS took) run
        """,
        id,
        type,
        status,
        name,
        createdAt,
        seconds);
    return id;
  }

  private void agent(UUID run, @Nullable String type) {
    database.update(
        """
        INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input)
        VALUES (?, 'Agent', ?, 'Look around')
        """,
        run,
        type);
  }

  /** Gives a run a cost, and tokens where it has called a model. */
  private void uses(UUID run, @Nullable String model, String usd) {
    database.update("UPDATE workflow_runs SET cost_usd = ?::numeric WHERE id = ?", usd, run);
    if (model != null) {
      database.update(
          """
          UPDATE workflow_runs SET model = ?, input_tokens = 1000, output_tokens = 100,
              cache_read_tokens = 10, cache_write_tokens = 4, cache_write_1h_tokens = 3
          WHERE id = ?
          """,
          model,
          run);
    }
  }
}
