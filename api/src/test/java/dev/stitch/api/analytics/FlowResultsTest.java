package dev.stitch.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The funnel of a business flow, from what journeys recorded. */
@Tag("server")
class FlowResultsTest extends JourneyApiTest {

  @Test
  void eachEntityCountsOnceAtAStageByTheLastTimeThatItCame() {
    String flow = published("bmc", SPINE);
    String wins = entity(flow);
    moved(wins, 1, "new", "5 hours");
    moved(wins, 2, "won", "3 hours");
    ended(wins, 3, "journey_completed", "1 hour");
    String comesBack = entity(flow);
    moved(comesBack, 1, "new", "10 hours");
    moved(comesBack, 2, "won", "9 hours");
    moved(comesBack, 3, "new", "8 hours");
    String exits = entity(flow);
    moved(exits, 1, "new", "4 hours");
    ended(exits, 2, "journey_exited", "3 hours");
    String cancelled = entity(flow);
    moved(cancelled, 1, "new", "4 hours");
    ended(cancelled, 2, "journey_cancelled", "0 hours");

    Answer answer = get("/api/flows/" + flow + "/results");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode first = answer.at("/stages/0");
    assertThat(first.at("/uxNodeId").textValue()).isEqualTo("new");
    assertThat(first.at("/entered").intValue()).isEqualTo(4);
    assertThat(first.at("/there").intValue()).isEqualTo(1);
    assertThat(first.at("/movedOn").intValue()).isEqualTo(1);
    assertThat(first.at("/ended")).isEqualTo(tree("{'completed':0,'exited':1,'cancelled':1}"));
    assertThat(first.at("/medianSeconds").doubleValue()).isCloseTo(2 * 3600, within(60.0));
    assertThat(first.at("/conversion/value").doubleValue()).isEqualTo(0.25);
    assertThat(first.at("/conversion/low").doubleValue()).isBetween(0.04, 0.05);
    assertThat(first.at("/conversion/high").doubleValue()).isBetween(0.69, 0.70);
    JsonNode second = answer.at("/stages/1");
    assertThat(second.at("/entered").intValue()).isEqualTo(2);
    assertThat(second.at("/movedOn").intValue()).as("moved back").isEqualTo(1);
    assertThat(second.at("/ended/completed").intValue()).isEqualTo(1);
    assertThat(answer.at("/versions/0/version").intValue()).isEqualTo(1);
    assertThat(answer.at("/versions/0/stages")).isEqualTo(answer.at("/stages"));
  }

  @Test
  void onlyThoseCountWhoCameInTheRangeAndFollowTheVersion() {
    String flow = published("bmc", SPINE);
    String old = entity(flow);
    moved(old, 1, "new", "40 days");
    moved(old, 2, "won", "2 days");
    post(
        "/api/flows/" + flow + "/versions",
        json("{'graph':%s}".formatted(SPINE.replace("'won'", "'bought'"))));

    String range = "?from=" + LocalDate.now(ZoneOffset.UTC).minusDays(60);
    assertThat(stage(flow, "", "new")).isZero();
    assertThat(stage(flow, "", "won")).isEqualTo(1);
    assertThat(stage(flow, range, "new")).isEqualTo(1);
    assertThat(stage(flow, range + "&version=1", "new")).isEqualTo(1);
    assertThat(stage(flow, range + "&version=2", "new")).isZero();
  }

  @Test
  void aFlowThatNobodyIsInHasItsStages() {
    String flow = draft("bmc", SPINE, "null");

    Answer answer = get("/api/flows/" + flow + "/results");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/stages").findValuesAsText("uxNodeId")).containsExactly("new", "won");
    assertThat(answer.at("/stages/0/medianSeconds").isNull()).isTrue();
    assertThat(answer.at("/versions")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, 400",
    "from=2026-03-02&to=2026-03-01, 422",
    "from=2020-01-01&to=2026-03-01, 422",
    "version=newest, 400",
    "version=-7, 400",
    "version=99999999999, 400",
  })
  void whatIsNoRangeIsRefused(String query, int status) {
    assertThat(get("/api/flows/" + published("bmc", SPINE) + "/results?" + query).status())
        .isEqualTo(status);
  }

  @Test
  void aSystemFlowHasNoStages() {
    assertThat(get("/api/flows/" + published("system", PATH) + "/results").status()).isEqualTo(422);
    assertThat(get("/api/flows/" + UUID.randomUUID() + "/results").status()).isEqualTo(404);
  }

  @Test
  void whoGotMailAndAnsweredCountsAtTheStageWhereItCame() {
    String flow = published("bmc", SPINE);
    String answers = entity(flow);
    moved(answers, 1, "new", "9 hours");
    moved(answers, 2, "won", "5 hours");
    replied(mailed(answers, "8 hours", "sent"));
    mailed(answers, "4 hours", "sent");
    String silent = entity(flow);
    moved(silent, 1, "new", "9 hours");
    mailed(silent, "8 hours", "sent");
    mailed(silent, "7 hours", "sent");
    String refused = entity(flow);
    moved(refused, 1, "new", "9 hours");
    mailed(refused, "8 hours", "failed");
    String before = entity(flow);
    mailed(before, "10 hours", "sent");
    moved(before, 1, "new", "9 hours");

    Answer answer = get("/api/flows/" + flow + "/results");

    JsonNode first = answer.at("/stages/0");
    assertThat(first.at("/sent").intValue()).as("whoever got any").isEqualTo(2);
    assertThat(first.at("/replied").intValue()).isEqualTo(1);
    assertThat(first.at("/converted").intValue()).isEqualTo(1);
    assertThat(answer.at("/stages/1/sent").intValue()).isEqualTo(1);
    assertThat(answer.at("/stages/1/replied").intValue()).isZero();
  }

  @Test
  void eachCountIsTheLengthOfTheListBehindIt() {
    String flow = published("bmc", SPINE);
    String wins = entity(flow);
    moved(wins, 1, "new", "5 hours");
    replied(mailed(wins, "4 hours", "sent"));
    moved(wins, 2, "won", "3 hours");
    ended(wins, 3, "journey_completed", "1 hour");
    String stays = entity(flow);
    moved(stays, 1, "new", "3 hours");
    String exits = entity(flow);
    moved(exits, 1, "new", "40 days");
    ended(exits, 2, "journey_exited", "39 days");

    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (LocalDate from : List.of(today.minusDays(10), today.minusDays(60))) {
      String days = "from=" + from + "&to=" + today;
      for (JsonNode stage : get("/api/flows/" + flow + "/results?" + days).at("/stages")) {
        COUNTS.forEach(
            (became, pointer) ->
                assertThat(
                        get("/api/entities?flowId=%s&cameTo=%s&became=%s&%s"
                                .formatted(flow, stage.at("/uxNodeId").textValue(), became, days))
                            .at("/total"))
                    .as(became + " of " + stage)
                    .isEqualTo(stage.at(pointer)));
      }
    }
    assertThat(
            get("/api/entities?flowId=" + flow + "&cameTo=new&version=2").at("/total").intValue())
        .isZero();
    assertThat(bulk(flow, "'became':'moved_on','cameTo':'new'").at("/accepted").intValue())
        .as("an act on all that match")
        .isEqualTo(1);
    assertThat(bulk(flow, "'from':'+999999999-12-31'").at("/accepted").intValue()).isZero();
    assertThat(get("/api/entities?became=there").pointer()).isEqualTo("/became");
  }

  private static final Map<String, String> COUNTS =
      Map.of(
          "entered", "/entered",
          "there", "/there",
          "moved_on", "/movedOn",
          "completed", "/ended/completed",
          "exited", "/ended/exited",
          "cancelled", "/ended/cancelled",
          "converted", "/converted",
          "sent", "/sent",
          "replied", "/replied");

  private Answer bulk(String flow, String filter) {
    return post(
        "/api/bulk-operations",
        json("{'kind':'pause','dryRun':true,'filter':{'flowId':'%s',%s}}".formatted(flow, filter)));
  }

  /** Mail to somebody on a journey; the id of the message. */
  private String mailed(String entity, String ago, String state) {
    String key = UUID.randomUUID().toString();
    database.update(
        """
        INSERT INTO effects (key, kind, state, payload_hash)
        VALUES (?, 'email.send', ?, repeat('0', 64))
        """,
        key,
        state);
    database.update(
        """
        INSERT INTO email_messages
            (id, message_id, direction, mailbox, from_addr, to_addr, entity_id, effect_key, sent_at)
        VALUES (gen_random_uuid(), ?, 'outbound', 'm', 'a@b.c', 'd@e.f', ?, ?, now() - ?::interval)
        """,
        key,
        UUID.fromString(entity),
        key,
        ago);
    return key;
  }

  private void replied(String messageId) {
    database.update(
        "INSERT INTO mail_outcomes (message_id, outcome) VALUES (?, 'replied')", messageId);
  }

  private long stage(String flow, String query, String node) {
    Answer answer = get("/api/flows/" + flow + "/results" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (JsonNode stage : answer.at("/stages")) {
      if (stage.at("/uxNodeId").textValue().equals(node)) {
        return stage.at("/entered").longValue();
      }
    }
    throw new AssertionError("no stage " + node + " in " + answer.text());
  }

  private void moved(String entity, int seq, String to, String ago) {
    event(entity, seq, "moved", to, ago);
  }

  private void ended(String entity, int seq, String type, String ago) {
    event(entity, seq, type, null, ago);
  }

  private void event(String entity, int seq, String type, String to, String ago) {
    database.update(
        """
        INSERT INTO journey_events (entity_id, seq, type, to_node, actor, at)
        VALUES (?, ?, ?, ?, 'journey', now() - ?::interval)
        """,
        UUID.fromString(entity),
        seq,
        type,
        to,
        ago);
  }
}
