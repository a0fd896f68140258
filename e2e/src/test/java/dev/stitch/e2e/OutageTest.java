package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.e2e.faults.Fault;
import dev.stitch.e2e.faults.Fault.Kind;
import dev.stitch.e2e.faults.Fault.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database or Temporal is cut off for a minute while twenty journeys send mails and count. */
class OutageTest {

  private static final int JOURNEYS = 20;
  private static final int ROUNDS = 6;
  private static final Duration OUTAGE = Duration.ofMinutes(1);

  private final FaultyStack faulty = new FaultyStack();
  private final RunningStack stack = faulty.stack();
  private final ReadModel database = new ReadModel(stack);

  @AfterEach
  void stop() {
    faulty.close();
  }

  /**
   * @param part what is cut off
   * @param restarted whether the worker has just begun and knows no plan yet: all that it takes up
   *     while the database is away, it must ask the database about
   */
  @ParameterizedTest(name = "{0}, with a worker that was restarted before: {1}")
  @CsvSource({"POSTGRES,false", "POSTGRES,true", "TEMPORAL,false"})
  @Timeout(1200)
  void everyJourneyGoesOnSoonAfterAnOutageAndNothingIsLostOrDoneTwice(
      Part part, boolean restarted) {
    seed();
    Eventually.within(Duration.ofMinutes(1))
        .until(() -> mails() >= JOURNEYS, () -> "mails are under way");

    if (restarted) {
      restartWorker();
    }
    faulty.suffer(new Fault(Kind.CUT, part, Duration.ZERO, OUTAGE));
    long back = System.nanoTime();
    long before = mails();
    Eventually.within(Duration.ofSeconds(20))
        .until(() -> mails() > before, () -> "mails go on; there are " + before);

    Eventually.within(Duration.ofMinutes(2))
        .until(() -> live() == 0, () -> "all journeys end; these live: " + unfinished());
    System.out.printf(
        "all journeys ended %.1f s after %s was back%n", (System.nanoTime() - back) / 1e9, part);
    assertThat(database.texts("SELECT DISTINCT status FROM entities")).containsExactly("completed");
    assertThat(database.texts("SELECT DISTINCT attributes ->> 'visits' FROM contacts"))
        .as("each contact was counted once a round")
        .containsExactly(Integer.toString(ROUNDS));
    assertThat(
            database.texts(
                "SELECT count(*) FROM email_messages GROUP BY contact_id ORDER BY contact_id"))
        .hasSize(JOURNEYS)
        .containsOnly(Integer.toString(ROUNDS));
    assertThat(database.texts("SELECT DISTINCT state FROM effects")).containsExactly("sent");
    assertThat(
            database.number(
                "SELECT count(*) FROM journey_events WHERE type IN ('blocked', 'path_failed')"))
        .isZero();
    assertThat(stack.logLines("worker"))
        .as("an outage is no defect of a workflow")
        .noneMatch(line -> line.contains(" is stuck"));
  }

  private void restartWorker() {
    long begun = polls();
    stack.kill("worker");
    Eventually.within(Duration.ofMinutes(1)).until(() -> polls() > begun, () -> "it polls again");
  }

  /** How often a worker has begun to poll. */
  private long polls() {
    return stack.logLines("worker").stream().filter(line -> line.contains("Polling ")).count();
  }

  private void seed() {
    Api api = stack.api();
    String flow = api.flow("bmc", "Outage", Canvas.spine("stage").graph());
    api.map(flow, "stage", api.flow("system", "Rounds", rounds().graph()));
    ArrayNode contacts = (ArrayNode) Canvas.json("[]");
    for (int i = 0; i < JOURNEYS; i++) {
      contacts.add(
          api.post(
                  "/api/contacts",
                  Canvas.json(
                      "{'name':'Contact %d','email':'outage-%d@example.org','attributes':{'visits':0}}"
                          .formatted(i, i)))
              .good()
              .get("id")
              .asText());
    }
    api.postUntilAccepted(
        "/api/flows/" + flow + "/run", "outage", Canvas.json("{'contactIds':" + contacts + "}"));
  }

  /** Mails that may be tried once, a count and a pause, again and again. */
  private static Canvas rounds() {
    Canvas canvas = new Canvas();
    for (int round = 0; round < ROUNDS; round++) {
      canvas
          .node(
              "mail" + round,
              "email.send",
              "{'mailbox':'built-in','subject':'Round %d','text':'Hello.','retry':{'maxAttempts':1}}"
                  .formatted(round))
          .node(
              "count" + round,
              "contact.update",
              "{'values':{'attributes.visits':'contact.attributes.visits + 1'}}")
          .node("rest" + round, "wait", "{'duration':'PT1S'}")
          .edge("mail" + round, "count" + round)
          .edge("count" + round, "rest" + round);
      if (round > 0) {
        canvas.edge("rest" + (round - 1), "mail" + round);
      }
    }
    return canvas;
  }

  private long mails() {
    return database.number("SELECT count(*) FROM email_messages");
  }

  private long live() {
    return database.number("SELECT count(*) FROM entities WHERE status <> 'completed'");
  }

  private List<JsonNode> unfinished() {
    return database.rows("SELECT id, status, waiting_on FROM entities WHERE status <> 'completed'");
  }
}
