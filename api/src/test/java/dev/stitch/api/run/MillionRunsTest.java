package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Sql;
import dev.stitch.store.run.RunDays;
import dev.stitch.store.testing.Postgres;
import io.micronaut.core.annotation.NonNull;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * What the lists and reports of the console answer where there are very many runs, sessions and
 * messages, and how long they take. Usually there are some thousand, so that only what they answer
 * is looked at; {@code -Dstitch.test.runs=1000000} in {@code test.jvm} makes a million, which takes
 * minutes, and has each request keep to its time.
 */
@Tag("server")
class MillionRunsTest extends ApiTest {

  private static final String ASKED = "stitch.test.runs";
  private static final int FEW = 2_000;
  private static final int RUNS = Integer.getInteger(ASKED, FEW);
  private static final int SESSIONS = RUNS / 5;
  private static final int MESSAGES = 10;

  /** Over how many days they were created: each is kept by itself, which takes its time. */
  private static final int DAYS = RUNS > FEW ? 360 : 30;

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** What is found by a text is counted so far. */
  private static final int MOST_FOUND = 1_000;

  /** The fastest counts: what others on the machine take is not Stitch's. */
  private static final int ROUNDS = RUNS > FEW ? 5 : 1;

  @Inject private RunDays days;

  /**
   * Has PostgreSQL write the plan of each statement into its log, where the times are asked for.
   */
  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    if (RUNS > FEW) {
      ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.INFO);
      Postgres.set(
          properties,
          Map.of(
              "session_preload_libraries", "auto_explain",
              "auto_explain.log_min_duration", "'20ms'",
              "auto_explain.log_analyze", "on",
              "auto_explain.log_timing", "off"));
    }
    return properties;
  }

  @BeforeAll
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void aYearOfRuns() {
    database.patiently(
        LONGEST,
        () -> {
          database.transaction(this::insertAll);
          database.update("VACUUM ANALYZE");
          return null;
        });
    while (days.keepUp(Duration.ZERO, 50) > 0) {
      // a day after the other
    }
  }

  /** Without a look at foreign keys, which takes as long as the rows. */
  private void insertAll() {
    database.update("SET LOCAL session_replication_role = replica");
    insert(
        """
        INSERT INTO flows (id, kind, name, draft)
        SELECT md5('flow' || i)::uuid, 'system', 'Flow ' || i, '{}' FROM generate_series(0, 49) i
        """);
    insert(
        """
        INSERT INTO workflow_templates (id, name, template_type)
        SELECT md5('template' || i)::uuid, 'Campaign ' || i, 'outreach' FROM generate_series(0, 19) i
        """);
    insert(
        """
        INSERT INTO workspaces (id, host, repo, branch)
        SELECT md5('workspace' || i)::uuid, 'host', 'https://git.example/' || i % 40, 'stitch/' || i
        FROM generate_series(0, 999) i
        """);
    insert(
        """
        INSERT INTO sessions (id, name, status, next_seq, next_place, created_at, updated_at)
        SELECT md5('session' || i)::uuid, 'Research of ' || left(md5(i::text), 12),
               CASE WHEN i > :sessions - 100 THEN 'waiting' WHEN i % 10 = 3 THEN 'closed' ELSE 'idle' END,
               :messages + 1, :messages + 1, at, at
        FROM (SELECT i, now() - make_interval(days => :days) * (:sessions - i) / :sessions AS at
              FROM generate_series(1, :sessions) i) s
        """);
    insert(
        """
        INSERT INTO messages (id, session_id, seq, role, author, content, text, place, run_id, at)
        SELECT gen_random_uuid(), md5('session' || 1 + i / :messages)::uuid, 1 + i % :messages,
               (ARRAY['user', 'assistant', 'tool'])[1 + i % 3], (ARRAY['ada', 'model', 'tool'])[1 + i % 3],
               jsonb_build_array(jsonb_build_object('type', 'text', 'text', words)), words, i % :messages,
               md5('run' || 1 + i / :messages)::uuid,
               now() - make_interval(days => :days) * (:sessions * :messages - i) / (:sessions * :messages)
        FROM (SELECT i, 'the answer of ' || (ARRAY['London', 'Paris', 'Rome', 'Oslo', 'Bern'])[1 + i % 5]
                  || ' about w' || i % 5000 || ' and ' || repeat(md5(i::text) || ' ', 4) AS words
              FROM generate_series(0, :sessions * :messages - 1) i) m
        """);
    insert(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, config, model, flow_id,
            template_id, session_id, workspace_id, input_tokens, output_tokens, cost_usd, created_at,
            updated_at, started_at, completed_at)
        SELECT md5('run' || i)::uuid, type, status, initcap(type) || ' ' || left(md5(i::text), 12),
            (ARRAY['user', 'scheduled', 'journey', 'webhook', 'email', 'api'])[1 + i % 6],
            jsonb_build_object('input', repeat(md5(i::text), 20)),
            CASE WHEN type = 'agent' THEN 'model-' || i % 4 END,
            CASE WHEN type = 'flow' THEN md5('flow' || i / 10 % 50)::uuid END,
            CASE WHEN type = 'sequence' THEN md5('template' || i / 10 % 20)::uuid END,
            CASE WHEN type = 'agent' THEN md5('session' || 1 + i % :sessions)::uuid END,
            CASE WHEN type = 'agent' AND i % 2 = 0 THEN md5('workspace' || i / 10 % 1000)::uuid END,
            CASE WHEN type = 'agent' THEN i % 50000 ELSE 0 END, CASE WHEN type = 'agent' THEN i % 3000 ELSE 0 END,
            CASE WHEN type = 'agent' THEN (i::bigint * 7919 % 100000) / 10000.0 ELSE 0 END, at, at, at,
            CASE WHEN status IN ('completed', 'failed', 'cancelled', 'killed')
                THEN at + power(random(), 3) * interval '6 hours' END
        FROM (SELECT i, (ARRAY['agent', 'agent', 'agent', 'sync', 'enrich', 'sequence', 'flow', 'flow', 'flow',
                    'flow'])[1 + i % 10] AS type,
                  CASE WHEN i > :runs - :runs / 200 THEN (ARRAY['running', 'running', 'paused', 'pending'])[1 + i % 4]
                       ELSE (ARRAY['failed', 'cancelled', 'killed', 'failed', 'completed'])[least(1 + i % 53, 5)]
                  END AS status,
                  now() - make_interval(days => :days) * (:runs - i) / :runs AS at
              FROM generate_series(1, :runs) i) run
        """);
    insert(
        """
        INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input)
        SELECT id, 'Agent ' || input_tokens % 3, 'type-' || input_tokens % 4, repeat('task ', 50)
        FROM workflow_runs WHERE workflow_type = 'agent'
        """);
    insert(
        """
        INSERT INTO run_git_details (run_id, workspace_id, repo_url, branch)
        SELECT r.id, w.id, w.repo, w.branch FROM workflow_runs r JOIN workspaces w ON w.id = r.workspace_id
        """);
    insert(
        """
        INSERT INTO session_reads (session_id, reader, seq)
        SELECT id, 'user:local', :messages FROM sessions WHERE left(id::text, 1) < 'e'
        """);
  }

  private void insert(String sql) {
    Sql statement = Sql.of(sql);
    if (sql.contains(":runs")) {
      statement = statement.with("runs", RUNS);
    }
    if (sql.contains(":sessions")) {
      statement = statement.with("sessions", SESSIONS);
    }
    if (sql.contains(":days")) {
      statement = statement.with("days", DAYS);
    }
    if (sql.contains(":messages")) {
      statement = statement.with("messages", MESSAGES);
    }
    database.update(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the hub, in its views, with its filters and sorts
        "/api/workflows",
        "/api/workflows?topLevel=true",
        "/api/workflows?topLevel=true&status=completed",
        "/api/workflows?topLevel=true&status=failed",
        "/api/workflows?topLevel=true&status=running&sort=-updatedAt&pageSize=30",
        "/api/workflows?topLevel=true&status=completed&sort=-completedAt&pageSize=30",
        "/api/workflows?topLevel=true&workflowType=agent",
        "/api/workflows?topLevel=true&workflowType=prune",
        "/api/workflows?topLevel=true&workflowType=agent&status=killed",
        "/api/workflows?topLevel=true&triggerKind=user",
        "/api/workflows?triggerKind=email&workflowType=sync&status=failed",
        "/api/workflows?topLevel=true&agentType=type-1",
        "/api/workflows?agentType=type-1&status=failed",
        "/api/workflows?workflowName=Agent 1",
        "/api/workflows?repo=https://git.example/7",
        "/api/workflows?repo=https://git.example/7&branch=stitch/7",
        "/api/workflows?flowId={flow}",
        "/api/workflows?flowId={flow}&status=failed",
        "/api/workflows?templateId={template}",
        "/api/workflows?sessionId={session}",
        "/api/workflows?workspaceId={workspace}",
        "/api/workflows?topLevel=true&sort=name",
        "/api/workflows?topLevel=true&sort=-name",
        "/api/workflows?topLevel=true&sort=status",
        "/api/workflows?topLevel=true&sort=-status",
        "/api/workflows?topLevel=true&sort=durationMs",
        "/api/workflows?topLevel=true&sort=-durationMs",
        "/api/workflows?topLevel=true&sort=createdAt",
        "/api/workflows?topLevel=true&page={last}",
        "/api/workflows?q=c4ca4238",
        "/api/workflows?q=nothing",
        "/api/workflows?q=agent",
        "/api/workflows?q=ab",
        "/api/workflows?q=agent a&status=failed",
        "/api/workflows/{run}",
        "/api/workflows/{run}/steps",
        // sessions
        "/api/sessions",
        "/api/sessions?page={lastSession}",
        "/api/sessions?status=idle",
        "/api/sessions?status=waiting",
        "/api/sessions?unread=true",
        "/api/sessions?unread=false",
        "/api/sessions?q=c4ca4238",
        "/api/sessions?q=nothing",
        "/api/sessions?q=research",
        "/api/sessions?q=w77",
        "/api/sessions?q=oslo",
        "/api/sessions?q=the answer",
        "/api/sessions?q=oslo w78",
        "/api/sessions?q=oslo&status=closed",
        "/api/sessions?q=w77&unread=true",
        "/api/sessions/{session}",
        "/api/sessions/{session}/messages",
        "/api/sessions/{session}/messages?after=5",
        "/api/sessions/{session}/messages?q=oslo",
        "/api/sessions/{session}/messages?runId={run}",
        // reports
        "/api/analytics/runs",
        "/api/analytics/runs?groupBy=model",
        "/api/analytics/runs?groupBy=agentType",
        "/api/analytics/runs?groupBy=flow",
        "/api/analytics/runs?groupBy=template",
        "/api/analytics/runs?groupBy=workflowType",
        "/api/analytics/runs?{year}",
        "/api/analytics/runs?groupBy=model&{year}",
        "/api/analytics/runs?groupBy=agentType&{year}",
        "/api/analytics/runs?groupBy=flow&{year}",
        "/api/analytics/runs?groupBy=template&{year}",
        "/api/analytics/runs?groupBy=workflowType&{year}",
      })
  void whatTheConsoleAsksForIsAnsweredInTime(String route) {
    String path = path(route);
    long fastest = IntStream.range(0, ROUNDS).mapToLong(round -> timed(path)).min().orElseThrow();

    System.out.printf("%d runs, %s: %d ms%n", RUNS, route, fastest);
    if (RUNS > FEW) {
      assertThat(Duration.ofMillis(fastest)).as(route).isLessThan(BUDGET);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/workflows, TRUE",
    "/api/workflows?topLevel=true, parent_run_id IS NULL",
    "/api/workflows?topLevel=false, parent_run_id IS NOT NULL",
    "/api/workflows?workflowType=agent&status=failed, workflow_type = 'agent' AND status = 'failed'",
    "/api/workflows?agentType=type-1, input_tokens % 4 = 1 AND workflow_type = 'agent'",
    "/api/workflows?workflowName=Agent 1, input_tokens % 3 = 1 AND workflow_type = 'agent'",
    "/api/workflows?repo=https://git.example/7&branch=stitch/7, workspace_id = md5('workspace7')::uuid",
    "/api/workflows?branch=stitch/7, workspace_id = md5('workspace7')::uuid",
    "/api/workflows?repo=stitch/7, FALSE",
    "/api/workflows?q=c4ca4238, name LIKE '%c4ca4238%'",
  })
  void allThatFitAreCounted(String route, String condition) {
    assertThat(get(path(route)).at("/total").longValue())
        .isEqualTo(database.number("SELECT count(*) FROM workflow_runs WHERE " + condition));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "-name", "-createdAt", "durationMs", "-status"})
  void pagesFarBehindHoldTheRowsThatAreThere(String sort) {
    String list = "/api/workflows?topLevel=true&pageSize=150&sort=" + sort + "&page=";
    int pages = FEW / 150 + 1;
    List<String> ids =
        IntStream.rangeClosed(1, pages)
            .boxed()
            .flatMap(page -> get(list + page).body().at("/data").findValuesAsText("id").stream())
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.subList(1_100, 1_150))
        .as("the same as on smaller pages")
        .isEqualTo(
            get("/api/workflows?topLevel=true&pageSize=50&page=23&sort=" + sort)
                .at("/data")
                .findValuesAsText("id"));
    if (RUNS == FEW) {
      assertThat(ids).hasSize(FEW);
    }
  }

  @Test
  void whatIsLookedForIsCountedUpToAThousand() {
    assertThat(get("/api/workflows?q=e").at("/total").intValue()).isEqualTo(MOST_FOUND);
    assertThat(get("/api/workflows?q=e&page=5&pageSize=200").at("/data")).hasSize(200);
    assertThat(get("/api/workflows?q=e&page=6&pageSize=200").at("/data")).isEmpty();
    assertThat(get("/api/sessions?q=oslo").at("/total").intValue())
        .isEqualTo(Math.min(SESSIONS, MOST_FOUND));
  }

  @Test
  void sessionsAreFoundByNameAndByMessageInTheOrderThatIsAskedFor() {
    JsonNode found = get("/api/sessions?q=c4ca4238&sort=-name").at("/data");
    assertThat(found.findValuesAsText("name"))
        .contains("Research of c4ca4238a0b9")
        .isSortedAccordingTo(Comparator.reverseOrder());

    JsonNode pages =
        JSON.createArrayNode()
            .addAll((ArrayNode) get("/api/sessions?q=oslo&pageSize=15").at("/data"))
            .addAll((ArrayNode) get("/api/sessions?q=oslo&pageSize=15&page=2").at("/data"));
    assertThat(pages.findValuesAsText("id"))
        .doesNotHaveDuplicates()
        .isEqualTo(get("/api/sessions?q=oslo&pageSize=30").at("/data").findValuesAsText("id"));
  }

  @ParameterizedTest
  @CsvSource({"model", "agentType", "flow", "template", "workflowType", "day"})
  void aReportOfDaysThatAreKeptIsTheReportOfTheirRuns(String groupBy) {
    String report = path("/api/analytics/runs?{year}&groupBy=" + groupBy);
    JsonNode kept = get(report).body();
    database.update("INSERT INTO run_day_changes (day) SELECT day FROM run_days");
    JsonNode runs = get(report).body();
    database.update("DELETE FROM run_day_changes");

    assertThat(withoutPercentiles(kept)).isEqualTo(withoutPercentiles(runs));
    assertThat(kept.at("/total/runs").intValue()).isPositive();
    assertThat(kept.at("/total/durationMs/p95").doubleValue())
        .isBetween(
            runs.at("/total/durationMs/p95").doubleValue() / 1.02,
            runs.at("/total/durationMs/p95").doubleValue() * 1.02);
  }

  private static JsonNode withoutPercentiles(JsonNode report) {
    ObjectNode copy = report.deepCopy();
    copy.findParents("durationMs").stream()
        .filter(figures -> figures.has("runs"))
        .forEach(figures -> ((ObjectNode) figures).remove("durationMs"));
    return copy;
  }

  private static String path(String route) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return route
        .replace("{flow}", id("flow7"))
        .replace("{template}", id("template7"))
        .replace("{session}", id("session7"))
        .replace("{workspace}", id("workspace7"))
        .replace("{run}", id("run7"))
        .replace("{last}", Integer.toString(RUNS / 25))
        .replace("{lastSession}", Integer.toString(SESSIONS / 25))
        .replace("{year}", "from=" + today.minusDays(365) + "&to=" + today)
        .replace(" ", "%20");
  }

  /** As PostgreSQL reads {@code md5(name)::uuid}. */
  private static String id(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest)
          .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private long timed(String path) {
    long begun = System.nanoTime();
    Answer answer = get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
