package dev.stitch.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goals of templates that are events, and how results count them. */
@Tag("server")
class GoalTest extends JourneyApiTest {

  private static final String ROUTE = "/api/workflows/templates";

  private static final String LEAD =
      "{'nodes':[{'id':'lead','type':'ux','data':{'advance':'manual'}}],'edges':[]}";

  private static final String PURCHASED = "{'goal':{'event':'purchased','within':'P14D'}}";

  @Test
  void anEventCountsForTheLastMailOfTheEnrollmentAndOnce() {
    String template = template(PURCHASED);
    Enrolled pat = enrolled(template);
    mail(pat, "step-0", "short", "3 days");
    mail(pat, "step-2", "long", "1 day");

    happens(pat, "opened the shop");
    assertThat(goal(pat)).isNull();
    happens(pat, "purchased");
    mail(pat, "step-4", null, "0 days");
    happens(pat, "purchased");

    assertThat(goal(pat)).isEqualTo("step-2 long");
    assertThat(status(pat)).isEqualTo("active null");
    Answer results = get(ROUTE + "/" + template + "/results");
    assertThat(results.status()).as(results.text()).isEqualTo(200);
    assertThat(results.at("/goal/event").textValue()).isEqualTo("purchased");
    assertThat(results.at("/goal/reached").intValue()).isEqualTo(1);
    assertThat(results.at("/goal/credited").intValue()).isEqualTo(1);
    assertThat(results.at("/goal/begun").intValue()).isEqualTo(1);
    assertThat(results.at("/steps/0/counts/goals").intValue()).isZero();
    assertThat(results.at("/steps/1/stepIndex").intValue()).isEqualTo(2);
    assertThat(results.at("/steps/1/counts/goals").intValue()).isEqualTo(1);
    assertThat(results.at("/steps/1/counts/goalRate/value").doubleValue()).isEqualTo(1);
    assertThat(results.at("/steps/1/counts/goalRate/low").doubleValue()).isBetween(0.2, 0.21);
    assertThat(results.at("/steps/1/variants/0/counts/goals").intValue()).isEqualTo(1);
  }

  @Test
  void aMailThatIsOlderThanTheWindowGetsNoCreditWhileTheEnrollmentLives() {
    Enrolled pat = enrolled(template(PURCHASED));
    mail(pat, "step-0", null, "15 days");

    happens(pat, "purchased");

    assertThat(goal(pat)).isEqualTo("null null");
  }

  @Test
  void anEnrollmentThatHasEndedReachesItsGoalAsLongAsTheWindowIsOpen() {
    String template = template(PURCHASED);
    Enrolled recent = enrolled(template);
    mail(recent, "step-0", null, "10 days");
    end(recent, "9 days");
    Enrolled old = enrolled(template);
    mail(old, "step-0", null, "20 days");
    end(old, "15 days");

    happens(recent, "purchased");
    happens(old, "purchased");

    assertThat(goal(recent)).isEqualTo("step-0 null");
    assertThat(goal(old)).isNull();
  }

  @Test
  void whoWasEnrolledAnewReachesTheGoalByTheNewestEnrollmentAlone() {
    String template = template(PURCHASED);
    Enrolled before = enrolled(template);
    mail(before, "step-0", null, "5 days");
    end(before, "4 days");
    Enrolled again = enrolled(template, before.contact(), "3 days");

    happens(again, "purchased");
    happens(again, "purchased");

    assertThat(goal(again)).isEqualTo("null null");
    assertThat(goal(before)).isNull();
  }

  @Test
  void whoHasNotBegunReachesNothingAndADraftSaysSo() {
    Enrolled pat = enrolled(template(PURCHASED));
    database.update(
        "UPDATE workflow_enrollments SET began_at = NULL, status = 'pending' WHERE id = ?",
        pat.enrollment());

    happens(pat, "purchased");

    assertThat(goal(pat)).isNull();
  }

  @Test
  void manyEventsAtOnceAreOneGoal() throws Exception {
    Enrolled pat = enrolled(template(PURCHASED));
    mail(pat, "step-0", null, "1 day");
    String entity = entityOf(pat);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          IntStream.range(0, 12)
              .mapToObj(i -> threads.submit(() -> tell(entity, "purchased").status()))
              .toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(202);
      }
    }

    assertThat(goal(pat)).isEqualTo("step-0 null");
  }

  @Test
  void aGoalMayEndTheEnrollment() {
    String template = template("{'goal':{'event':'purchased','exit':true}}");
    Enrolled pat = enrolled(template);

    happens(pat, "purchased");

    assertThat(status(pat)).isEqualTo("completed goal");
    assertThat(
            database.exists(
                "SELECT 1 FROM workflow_runs WHERE id = ? AND unwanted_since IS NOT NULL",
                pat.run()))
        .isTrue();
  }

  @Test
  void aWebhookTellsCampaignsOfSomebodyWhoIsInNoJourney() throws Exception {
    Enrolled pat = enrolled(template(PURCHASED));
    String address = pat.contact() + "@goals.example";
    database.update("UPDATE contacts SET email = ? WHERE id = ?", address, pat.contact());
    String flow = published("bmc", LEAD);
    Answer endpoint =
        post(
            "/api/webhook-endpoints",
            json(
                "{'name':'Shop','flowId':'%s','event':'purchased','mapping':{'email':'body.email'}}"
                    .formatted(flow)));
    assertThat(endpoint.status()).as(endpoint.text()).isEqualTo(201);

    Answer delivered = deliver(endpoint, json("{'email':'%s'}".formatted(address)));

    assertThat(delivered.status()).as(delivered.text()).isEqualTo(202);
    assertThat(goal(pat)).isEqualTo("null null");
  }

  @Test
  void theGoalDecidesBetweenVariantsWhereTheTemplateSaysSo() {
    String template =
        template("{'goal':{'event':'purchased'},'variantGoal':'goal','reenrol':'never'}");
    for (int i = 0; i < 100; i++) {
      Enrolled one = enrolled(template);
      mail(one, "step-0", "short", "1 day");
      Enrolled other = enrolled(template);
      mail(other, "step-0", "long", "1 day");
      if (i < 30) {
        reachedDirectly(one);
      }
    }

    Answer results = get(ROUTE + "/" + template + "/results");

    assertThat(results.at("/variantGoal").textValue()).isEqualTo("goal");
    assertThat(results.at("/steps/0/winner").textValue()).isEqualTo("short");
    patch(ROUTE + "/" + template, json("{'config':{'goal':{'event':'purchased'}}}"));
    assertThat(get(ROUTE + "/" + template + "/results").at("/steps/0/winner").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'goal':'sales'}                                    | /config/goal",
        "{'goal':{}}                                         | /config/goal",
        "{'goal':{'event':'a','when':'true'}}                | /config/goal",
        "{'goal':{'event':' '}}                              | /config/goal/event",
        "{'goal':{'event':7}}                                | /config/goal/event",
        "{'goal':{'when':'contact.'}}                        | /config/goal/when",
        "{'goal':{'when':'1'}}                               | /config/goal/when",
        "{'goal':{'when':'steps.a.b == 1'}}                  | /config/goal/when",
        "{'goal':{'event':'a','within':'soon'}}              | /config/goal/within",
        "{'goal':{'event':'a','within':'-P1D'}}              | /config/goal/within",
        "{'goal':{'event':'a','within':'PT0S'}}              | /config/goal/within",
        "{'goal':{'event':'a','within':'P366D'}}             | /config/goal/within",
        "{'goal':{'event':'a','within':'P1M'}}               | /config/goal/within",
        "{'goal':{'event':'a','exit':'yes'}}                 | /config/goal/exit",
        "{'goal':{'event':'a','more':1}}                     | /config/goal",
        "{'variantGoal':'sales'}                             | /config/variantGoal",
        "{'variantGoal':'goal'}                              | /config/variantGoal",
      })
  void aGoalThatCannotBeMeantIsRefused(String config, String pointer) {
    String template = template("{}");

    Answer answer = patch(ROUTE + "/" + template, json("{'config':%s}".formatted(config)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  // ---- what is there ----

  private record Enrolled(UUID template, UUID contact, UUID enrollment, UUID run) {}

  private String template(String config) {
    Answer answer =
        post(
            ROUTE,
            json("{'name':'Spring','templateType':'outreach','config':%s}".formatted(config)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  private Enrolled enrolled(String template) {
    return enrolled(template, contact(), "30 days");
  }

  private Enrolled enrolled(String template, UUID contact, String ago) {
    Enrolled enrolled = new Enrolled(UUID.fromString(template), contact, Ids.next(), Ids.next());
    database.update(
        "INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, template_id)"
            + " VALUES (?, 'sequence', 'running', 'Spring', 'template', ?)",
        enrolled.run(),
        enrolled.template());
    database.update(
        """
        INSERT INTO workflow_enrollments (id, template_id, contact_id, workflow_run_id, status, began_at)
        VALUES (?, ?, ?, ?, 'active', now() - ?::interval)
        """,
        enrolled.enrollment(),
        enrolled.template(),
        contact,
        enrolled.run(),
        ago);
    return enrolled;
  }

  private void end(Enrolled who, String ago) {
    database.update(
        """
        UPDATE workflow_enrollments SET status = 'completed', completed_at = now() - ?::interval
        WHERE id = ?
        """,
        ago,
        who.enrollment());
  }

  private void mail(Enrolled to, String node, String variant, String ago) {
    String key = to.run() + "/" + node;
    database.update(
        "INSERT INTO effects (key, kind, state, payload_hash) VALUES (?, 'email.send', 'sent', ?)",
        key,
        "0".repeat(64));
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, run_id,
                                    node_id, contact_id, effect_key, variant, sent_at)
        VALUES (?, ?, 'outbound', 'smtp', 'outreach@stitch.example', 'pat@goals.example', ?, ?, ?, ?, ?,
                now() - ?::interval)
        """,
        Ids.next(),
        "<" + Ids.next() + "@test>",
        to.run(),
        node,
        to.contact(),
        key,
        variant,
        ago);
  }

  private void reachedDirectly(Enrolled who) {
    database.update(
        """
        INSERT INTO enrollment_goals (enrollment_id, event, message_id, node_id, variant, reached_at)
        SELECT ?, 'purchased', message_id, node_id, variant, now() FROM email_messages WHERE run_id = ?
        """,
        who.enrollment(),
        who.run());
  }

  // ---- what happens ----

  private void happens(Enrolled who, String event) {
    Answer told = tell(entityOf(who), event);
    assertThat(told.status()).as(told.text()).isEqualTo(202);
  }

  private String entityOf(Enrolled who) {
    Answer entity =
        post(
            "/api/entities",
            json(
                "{'flowId':'%s','contactId':'%s'}"
                    .formatted(published("bmc", LEAD), who.contact())));
    assertThat(entity.status()).as(entity.text()).isEqualTo(201);
    return entity.at("/id").textValue();
  }

  private Answer deliver(Answer endpoint, String body) throws Exception {
    long seconds = Instant.now().getEpochSecond();
    String signature =
        new Webhook(endpoint.at("/secret").textValue()).sign("purchase", seconds, body);
    return post(
        "/api/webhooks/" + endpoint.at("/id").textValue(),
        body,
        "webhook-id",
        "purchase",
        "webhook-timestamp",
        Long.toString(seconds),
        "webhook-signature",
        signature);
  }

  private Answer tell(String entity, String event) {
    return post("/api/entities/" + entity + "/events", json("{'name':'%s'}".formatted(event)));
  }

  // ---- what became of it ----

  private String goal(Enrolled who) {
    return database
        .first(
            "SELECT node_id, variant FROM enrollment_goals WHERE enrollment_id = ?",
            row -> row.textOrNull("node_id") + " " + row.textOrNull("variant"),
            who.enrollment())
        .orElse(null);
  }

  private String status(Enrolled who) {
    return database
        .first(
            "SELECT status, ended_why FROM workflow_enrollments WHERE id = ?",
            row -> row.text("status") + " " + row.textOrNull("ended_why"),
            who.enrollment())
        .orElseThrow();
  }
}
