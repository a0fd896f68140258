package dev.stitch.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of schedules; this Temporal knows no schedules, so all stays pending. */
@Tag("server")
class ScheduleApiTest extends JourneyApiTest {

  private static final String ROUTE = "/api/schedules";

  @Test
  void aScheduleIsToldWithItsDefaultsAndItsNextTimes() {
    String flow = published("system", PATH);

    Answer created = post(ROUTE, schedule(flow, "'cron':'0 9 * * MON-FRI'"));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(ROUTE + "/" + id(created));
    JsonNode view = get(created.header("Location")).body();
    assertThat(view.at("/kind").textValue()).isEqualTo("flow");
    assertThat(view.at("/timezone").textValue()).isEqualTo("UTC");
    assertThat(view.at("/overlap").textValue()).isEqualTo("skip");
    assertThat(view.at("/jitter").textValue()).isEqualTo("PT0S");
    assertThat(view.at("/catchupWindow").textValue()).isEqualTo("PT1H");
    assertThat(view.at("/paused").booleanValue()).isFalse();
    assertThat(view.at("/target/flowId").textValue()).isEqualTo(flow);
    assertThat(view.at("/nextRuns")).hasSize(5);
    assertThat(Instant.parse(view.at("/nextRuns/0").textValue())).isAfter(Instant.now());
    assertThat(view.at("/lastRuns")).isEmpty();
  }

  @Test
  void whatTemporalCannotBeToldIsAcceptedAndPending() {
    Answer created = post(ROUTE, schedule(published("system", PATH), "'every':'PT1H'"));

    assertThat(created.at("/pending").booleanValue()).isTrue();
    String path = ROUTE + "/" + id(created);
    Answer paused = post(path + "/pause", "");
    assertThat(paused.at("/paused").booleanValue()).isTrue();
    assertThat(paused.at("/pending").booleanValue()).isTrue();
    assertThat(paused.at("/nextRuns")).isEmpty();
    assertThat(post(path + "/run", "").status()).isEqualTo(202);
    assertThat(delete(path).status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(post(path + "/resume", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'every':'PT1H','cron':'0 9 * * *' | /cron",
        "'paused':true | /cron",
        "'cron':'0 9 * *' | /cron",
        "'cron':'0 0 9 * * *' | /cron",
        "'cron':'@daily' | /cron",
        "'cron':'61 * * * *' | /cron",
        "'cron':'* 22-4 * * *' | /cron",
        "'cron':'*/0 * * * *' | /cron",
        "'cron':'0 0 30 2 *' | /cron",
        "'cron':'0 0 L * *' | /cron",
        "'cron':'0 0 ? * *' | /cron",
        "'cron':'0 0 * * MON#2' | /cron",
        "'cron':'TZ=UTC 0 0 * * *' | /cron",
        "'every':'PT59S' | /every",
        "'every':'PT60.5S' | /every",
        "'every':'P1M' | /every",
        "'every':'-PT1H' | /every",
        "'every':'P2Y' | /every",
        "'every':'tomorrow' | /every",
        "'every':'PT1H','timezone':'Mars/Olympus' | /timezone",
        "'every':'PT1H','timezone':'+02:00' | /timezone",
        "'every':'PT1H','jitter':'P2D' | /jitter",
        "'every':'PT1H','catchupWindow':'PT1S' | /catchupWindow",
        "'every':'PT1H','catchupWindow':'P900D' | /catchupWindow",
        "'every':'PT1H','overlap':'terminate' | /overlap",
        "'every':'PT1H','colour':'red' | /colour",
        "'every':'PT1H','name':'  ' | /name",
        "'every':'PT1H','kind':'agent' | /kind",
        "'every':'PT1H','kind':'nap' | /kind",
        "'every':'PT1H','target':null | /target",
      })
  void whatIsWrongIsToldByItsField(String fields, String pointer) {
    Answer refused = post(ROUTE, schedule(published("system", PATH), fields));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void aTargetIsCheckedAsItsRouteWould() {
    String schema = "{'type':'object','required':['name'],'properties':{'name':{'type':'string'}}}";
    String flow = published("system", PATH, schema);
    String neverPublished = draft("system", PATH, "null");
    String business = published("bmc", SPINE);

    assertThat(refusal("{'flowId':'%s'}".formatted(flow))).isEqualTo("422 /target/input/name");
    assertThat(refusal("{'flowId':'%s','version':9}".formatted(flow)))
        .isEqualTo("422 /target/version");
    assertThat(refusal("{'flowId':'%s','nonsense':1}".formatted(flow)))
        .isEqualTo("422 /target/nonsense");
    assertThat(refusal("{'flowId':'%s','dryRun':true}".formatted(business)))
        .isEqualTo("422 /target/dryRun");
    assertThat(refusal("{'flowId':'%s'}".formatted(business))).isEqualTo("422 /target/contactIds");
    assertThat(refusal("{'flowId':'%s'}".formatted(neverPublished))).startsWith("409");
    assertThat(refusal("{'flowId':'%s'}".formatted(Ids.next()))).isEqualTo("422 /target/flowId");
    assertThat(refusal("{'flowId':7}")).isEqualTo("400 /target/flowId");
    assertThat(refusal("{}")).isEqualTo("422 /target/flowId");
  }

  private String refusal(String target) {
    Answer refused =
        post(
            ROUTE, json("{'name':'n','kind':'flow','every':'PT1H','target':%s}".formatted(target)));
    return refused.status() + (refused.pointer() == null ? "" : " " + refused.pointer());
  }

  @Test
  void aTemplateIsEnrolledInByTheBodyOfItsRoute() {
    String template =
        post("/api/workflows/templates", json("{'name':'t','templateType':'outreach'}"))
            .at("/id")
            .textValue();
    String body = "{'name':'n','kind':'template','every':'P1D','target':%s}";

    assertThat(
            post(
                    ROUTE,
                    json(
                        body.formatted(
                            "{'templateId':'%s','contactFilter':{'tag':'new'}}"
                                .formatted(template))))
                .status())
        .isEqualTo(201);
    assertThat(
            post(ROUTE, json(body.formatted("{'templateId':'%s'}".formatted(template)))).pointer())
        .isEqualTo("/target/contactIds");
    assertThat(
            post(
                    ROUTE,
                    json(
                        body.formatted(
                            "{'templateId':'%s','contactIds':[]}".formatted(Ids.next()))))
                .pointer())
        .isEqualTo("/target/templateId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enrich | {'contactFilter':{'tag':'new'}} | 201",
        "enrich | {} | 422 /target/contactIds",
        "search | {'query':'people who keep bees'} | 201",
        "search | {'maxResults':3} | 422 /target/query",
        "prune | {'criteria':'size(contact.tags) == 0'} | 201",
        "prune | {'criteria':'size('} | 422 /target/criteria",
        "prune | {'criteria':'true','dryRun':true} | 422 /target/dryRun",
        "sync | {'platform':'x','type':'tweets'} | 422 /target/platformAccountId",
        "sync | {'platform':'gmail','type':'tweets'} | 422 /target/type",
        "sync | {'platform':'linkedin'} | 422 /target/platform",
        "sync | {} | 422 /target/platform",
      })
  void whatWorksOffContactsIsKeptByTheBodyOfItsRoute(String kind, String target, String answer) {
    Answer created =
        post(
            ROUTE,
            json("{'name':'n','kind':'%s','every':'P1D','target':%s}".formatted(kind, target)));

    assertThat(created.status() + (created.pointer() == null ? "" : " " + created.pointer()))
        .as(created.text())
        .isEqualTo(answer);
  }

  @Test
  void aPatchChangesWhatItNamesAndEveryChangeIsAnotherVersion() {
    Answer created = post(ROUTE, schedule(published("system", PATH), "'every':'PT1H'"));
    String path = ROUTE + "/" + id(created);
    String tag = get(path).header("ETag");

    Answer changed =
        patch(path, json("{'every':null,'cron':'30 2 * * *','timezone':'Europe/Berlin'}"));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/every").isNull()).isTrue();
    assertThat(changed.at("/timezone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(changed.at("/version").longValue()).isEqualTo(2);
    assertThat(patch(path, json("{'name':'late'}"), "If-Match", tag).status()).isEqualTo(412);
    assertThat(delete(path, "If-Match", tag).status()).isEqualTo(412);
    assertThat(patch(path, json("{'every':'PT2H'}")).pointer()).isEqualTo("/cron");
    assertThat(patch(path, json("{'kind':'template'}")).pointer()).isEqualTo("/kind");
    assertThat(patch(path, json("{'target':{'flowId':null}}")).pointer())
        .isEqualTo("/target/flowId");
    assertThat(get(path).at("/version").longValue()).as("refusals change nothing").isEqualTo(2);
  }

  @Test
  void aScheduleWhoseFlowIsGoneCanStillBePausedAndRenamed() {
    String flow = published("system", PATH);
    String path = ROUTE + "/" + id(post(ROUTE, schedule(flow, "'every':'PT1H'")));
    assertThat(delete("/api/flows/" + flow, "If-Match", "*").status()).isEqualTo(204);

    assertThat(patch(path, json("{'name':'orphan','paused':true}")).status()).isEqualTo(200);
    assertThat(post(path + "/resume", "").status()).isEqualTo(200);
  }

  @Test
  void schedulesAreListedByKindPauseAndText() {
    String flow = published("system", PATH);
    String one = id(post(ROUTE, schedule(flow, "'every':'PT1H','name':'Zebra one'")));
    String two = id(post(ROUTE, schedule(flow, "'every':'PT1H','name':'Zebra two','paused':true")));

    assertThat(get(ROUTE + "?q=zebra&sort=name").at("/data/0/id").textValue()).isEqualTo(one);
    assertThat(get(ROUTE + "?q=zebra").at("/total").intValue()).isEqualTo(2);
    assertThat(get(ROUTE + "?q=zebra&paused=true").at("/data/0/id").textValue()).isEqualTo(two);
    assertThat(get(ROUTE + "?q=zebra&kind=template").at("/total").intValue()).isZero();
    assertThat(get(ROUTE + "?paused=perhaps").status()).isEqualTo(400);
    assertThat(get(ROUTE + "?kind=nap").status()).isEqualTo(400);
    assertThat(get(ROUTE + "?sort=target").pointer()).isEqualTo("/sort");
  }

  @Test
  void theSameKeyIsTheSameSchedule() {
    String body = schedule(published("system", PATH), "'every':'PT1H'");

    Answer first = post(ROUTE, body, "Idempotency-Key", "nightly-1");
    Answer again = post(ROUTE, body, "Idempotency-Key", "nightly-1");

    assertThat(id(again)).isEqualTo(id(first));
    String run = ROUTE + "/" + id(first) + "/run";
    post(run, "", "Idempotency-Key", "now-1");
    post(run, "", "Idempotency-Key", "now-1");
    assertThat(
            database.number(
                "SELECT count(*) FROM schedule_orders WHERE schedule_id = ?",
                UUID.fromString(id(first))))
        .isEqualTo(1);
  }

  @Test
  void aPreviewSaysTheNextTimesInTheZone() {
    Answer preview = post(ROUTE + "/preview", json("{'cron':'0 9 * * *','timezone':'Asia/Tokyo'}"));

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.at("/nextRuns")).hasSize(5);
    assertThat(preview.at("/nextRuns/0").textValue()).endsWith("T00:00:00Z");
    assertThat(post(ROUTE + "/preview", json("{'cron':'nine'}")).pointer()).isEqualTo("/cron");
  }

  @Test
  void aBackfillSaysItsTimesBeforeAndIsBounded() {
    String path =
        ROUTE + "/" + id(post(ROUTE, schedule(published("system", PATH), "'every':'PT1M'")));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    String ten =
        "{'from':'%s','to':'%s','dryRun':true}".formatted(now.minus(9, ChronoUnit.MINUTES), now);

    Answer told = post(path + "/backfill", json(ten));

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.at("/times").intValue()).isEqualTo(10);
    assertThat(told.at("/first")).hasSize(10);
    assertThat(backfill(path, now.minus(2, ChronoUnit.DAYS), now)).isEqualTo("422 /to");
    assertThat(backfill(path, now, now.plus(1, ChronoUnit.DAYS))).isEqualTo("422 /to");
    assertThat(backfill(path, now, now.minusSeconds(1))).isEqualTo("422 /to");
    assertThat(backfill(path, now.minusSeconds(5), now.minusSeconds(4))).isEqualTo("422 /from");
    assertThat(backfill(path, Instant.MIN, now)).startsWith("4");
    assertThat(post(path + "/backfill", json("{'to':'%s'}".formatted(now))).pointer())
        .isEqualTo("/from");
    assertThat(post(path + "/backfill", "").status()).isEqualTo(422);
    assertThat(post(path + "/backfill", json(ten.replace(",'dryRun':true", ""))).status())
        .isEqualTo(202);
  }

  private String backfill(String path, Instant from, Instant to) {
    Answer answer = post(path + "/backfill", json("{'from':'%s','to':'%s'}".formatted(from, to)));
    return answer.status() + (answer.pointer() == null ? "" : " " + answer.pointer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "7",
        "{'name':'\\u0000','kind':'flow','target':{},'every':'PT1H'}",
        "{'name':'n','kind':'flow','target':[],'every':'PT1H'}",
        "{'name':'n','kind':'flow','target':{},'every':3600}",
        "{'name':'n','kind':'flow','target':{},'cron':['0 9 * * *']}",
      })
  void nonsenseIsRefusedAndNeverADefect(String body) {
    assertThat(post(ROUTE, json(body)).status()).isBetween(400, 422);
    assertThat(post(ROUTE + "/preview", json(body)).status()).isBetween(200, 422);
  }

  private static String id(Answer created) {
    return created.at("/id").textValue();
  }

  /** A request with what the test leaves out. */
  private String schedule(String flow, String fields) {
    String body = "{" + fields;
    if (!fields.contains("'name'")) {
      body += ",'name':'Nightly'";
    }
    if (!fields.contains("'kind'")) {
      body += ",'kind':'flow'";
    }
    if (!fields.contains("'target'")) {
      body += ",'target':{'flowId':'%s'}".formatted(flow);
    }
    return json(body + "}");
  }
}
