package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.e2e.faults.Fault;
import dev.stitch.e2e.faults.FaultSchedule;
import dev.stitch.store.secret.RandomToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is killed, frozen or cut off at random times: nothing is lost, doubled or blocked by it.
 * {@code -Dstitch.faults=100 -Dstitch.seed=1} choose how many faults there are, and which.
 */
class FaultCampaignTest {

  private static final int FAULTS = Integer.getInteger("stitch.faults", 5);

  /** With the usual number of faults, one befalls each part, and each kind is among them. */
  private static final long SEED = Long.getLong("stitch.seed", 2);

  /** Journeys that begin before each fault. */
  private static final int WAVE = 2;

  /**
   * How long after the last fault everything must have ended. A busy machine of two cores needs a
   * minute for a journey that no fault befalls, and most of what a long campaign began is still to
   * be done after it.
   */
  private static final Duration RECOVERY = Duration.ofMinutes(3).plusSeconds(5L * FAULTS * WAVE);

  private static final Duration BETWEEN_WAVES = Duration.ofSeconds(3);
  private static final int ITEMS = 3;

  /** What every contact has got in the end, by node. */
  private static final Map<String, Long> MAILS =
      Map.of(
          "hello",
          1L,
          "again",
          1L,
          "memo",
          1L,
          "answered",
          1L,
          "decided",
          1L,
          "item",
          3L,
          "parting",
          1L);

  private final FaultyStack faulty = new FaultyStack();
  private final RunningStack stack = faulty.stack();
  private final ReadModel database = new ReadModel(stack);
  private final Api api = stack.api();
  private final List<ArrayNode> waves = new ArrayList<>();
  private final List<String> entities = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean over = new AtomicBoolean();
  private String flow;

  @AfterEach
  void stop() {
    faulty.close();
  }

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS) // as long as the faults that were asked for last
  void nothingIsLostDoubledOrBlocked() throws InterruptedException {
    FaultSchedule schedule = FaultSchedule.of(SEED, FAULTS);
    System.out.printf("fault campaign: -Dstitch.seed=%d -Dstitch.faults=%d%n", SEED, FAULTS);
    publish();
    keepContacts();
    Thread people = Thread.ofVirtual().start(this::answerEverything);
    CompletableFuture<Void> seeding = CompletableFuture.runAsync(this::seedWaves);
    for (Fault fault : schedule.faults()) {
      Eventually.pause(fault.after());
      System.out.printf(
          "%s %s of %s for %s%n", Instant.now(), fault.kind(), fault.part(), fault.length());
      faulty.suffer(fault);
    }
    seeding.join();
    Instant mended = Instant.now();
    System.out.printf("%s the last fault is over%n", mended);
    Eventually.within(RECOVERY)
        .until(() -> unfinished().isEmpty(), () -> "all journeys end; not: " + unfinished());
    System.out.printf(
        "all %d journeys ended %s later%n",
        entities.size(), Duration.between(mended, Instant.now()));
    over.set(true);
    people.join();
    SoftAssertions softly = new SoftAssertions();
    nothingWasBlocked(softly);
    nothingWasNamedStuck(softly);
    everyMailWentOnce(softly);
    everyCounterIsExact(softly);
    theProjectionIsWhatTheWorkflowsSay(softly);
    softly.assertAll();
    System.out.printf(
        "%d faults, %d journeys, %d mails: none lost, none doubled%n",
        FAULTS, entities.size(), database.number("SELECT count(*) FROM email_messages"));
  }

  // ---- what runs ----

  private void publish() {
    flow = api.flow("bmc", "Faults", Canvas.spine("greeted", "asked", "listed", "closed").graph());
    api.map(flow, "greeted", api.flow("system", "Greeting", greeting().graph()));
    api.map(flow, "greeted", api.flow("system", "Memo", memo().graph()));
    api.map(flow, "asked", api.flow("system", "Outside", outside().graph()));
    api.map(flow, "asked", api.flow("system", "Decision", decision().graph()));
    String item = api.flow("system", "Item", item().graph());
    api.map(flow, "listed", api.flow("system", "List", list(item).graph()));
    api.map(flow, "closed", api.flow("system", "Parting", parting().graph()));
  }

  private static Canvas greeting() {
    return new Canvas()
        .node("hello", "email.send", mail())
        .node("visit", "contact.update", counts("visits"))
        .node("rest", "wait", "{'duration':'PT2S'}")
        .node("revisit", "contact.update", counts("visits"))
        .node("again", "email.send", mail())
        .edge("hello", "visit")
        .edge("visit", "rest")
        .edge("rest", "revisit")
        .edge("revisit", "again");
  }

  private static Canvas memo() {
    return Canvas.inline()
        .node("note", "set", "{'values':{'noted':'true'}}")
        .node("nap", "wait", "{'duration':'PT1S'}")
        .node("memo", "email.send", mail())
        .edge("note", "nap")
        .edge("nap", "memo");
  }

  /** Without an address the question goes to nobody: the test answers it. */
  private static Canvas outside() {
    return new Canvas()
        .node("ask", "callback", "{}")
        .node("count", "contact.update", counts("answers"))
        .node("answered", "email.send", mail())
        .edge("ask", "count")
        .edge("count", "answered");
  }

  private static Canvas decision() {
    return new Canvas()
        .node("decide", "human.task", "{'title':'Go on?','choices':['yes']}")
        .node("decided", "email.send", mail())
        .edge("decide", "decided", "yes");
  }

  /** One after the other, for each adds to what the one before it has written. */
  private static Canvas list(String item) {
    return new Canvas()
        .node(
            "each",
            "for_each",
            "{'flowId':'%s','items':'[1, 2, 3]','concurrency':1}".formatted(item));
  }

  private static Canvas item() {
    return new Canvas()
        .node("count", "contact.update", counts("items"))
        .node("item", "email.send", mail())
        .edge("count", "item");
  }

  private static Canvas parting() {
    return Canvas.inline()
        .node("count", "contact.update", counts("partings"))
        .node("parting", "email.send", mail())
        .edge("count", "parting");
  }

  private static String counts(String counter) {
    return "{'values':{'attributes.%s':'contact.attributes.%s + 1'}}".formatted(counter, counter);
  }

  private static String mail() {
    return "{'mailbox':'built-in','subject':'Hello {{contact.name}}','text':'Hi.'}";
  }

  // ---- who acts ----

  /** Contacts are there before the faults: what only keeps them takes no Idempotency-Key. */
  private void keepContacts() {
    for (int wave = 0; wave < FAULTS; wave++) {
      ArrayNode contacts = (ArrayNode) Canvas.json("[]");
      for (int i = 0; i < WAVE; i++) {
        JsonNode contact =
            Canvas.json(
                """
                {'name':'Contact %1$d-%2$d','email':'faults-%1$d-%2$d@example.org',
                 'attributes':{'visits':0,'answers':0,'items':0,'partings':0}}
                """
                    .formatted(wave, i));
        contacts.add(api.post("/api/contacts", contact).good().get("id").asText());
      }
      waves.add(contacts);
    }
  }

  /** As long as the faults last, journeys begin; a client repeats what was not answered. */
  private void seedWaves() {
    for (int wave = 0; wave < waves.size(); wave++) {
      JsonNode seeded = seed("wave-" + wave, waves.get(wave));
      seeded.get("entities").forEach(entity -> entities.add(entity.get("entityId").asText()));
      Eventually.pause(BETWEEN_WAVES);
    }
  }

  /** Repeated through outages of two minutes and what comes after them. */
  private JsonNode seed(String key, ArrayNode contacts) {
    AtomicReference<Api.Answer> last = new AtomicReference<>();
    Eventually.within(Duration.ofMinutes(4))
        .until(
            () -> {
              last.set(
                  api.once(
                      "/api/flows/" + flow + "/run",
                      key,
                      Canvas.json("{'contactIds':" + contacts + "}")));
              return last.get().status() / 100 == 2;
            },
            () -> key + " is accepted; last answer: " + last.get());
    return last.get().body();
  }

  private void answerEverything() {
    while (!over.get()) {
      try {
        database
            .texts("SELECT id FROM human_tasks WHERE state = 'open' AND kind = 'step'")
            .forEach(task -> beside(task, () -> answerTask(task)));
        database
            .texts(
                """
                SELECT c.run_id FROM callbacks c JOIN workflow_runs r ON r.id = c.run_id
                WHERE r.node_states #>> '{ask,status}' = 'waiting'
                """)
            .forEach(run -> beside(run, () -> callBack(run)));
      } catch (RuntimeException outage) {
        // Whoever answers looks again.
      }
      Eventually.pause(Duration.ofMillis(300));
    }
  }

  /** One slow answer keeps no other waiting, and nobody answers twice at once. */
  private void beside(String what, Runnable answer) {
    if (!underWay.add(what)) {
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.run();
              } catch (RuntimeException outage) {
                // It is still open, and so answered again.
              } finally {
                underWay.remove(what);
              }
            });
  }

  private void answerTask(String task) {
    api.once("/api/tasks/" + task + "/answer", "answer-" + task, Canvas.json("{'choice':'yes'}"));
  }

  /** Only the hash of a token is kept: the test puts that of one it knows in its place. */
  private void callBack(String run) {
    String token = RandomToken.fresh();
    try (Connection connection = stack.database();
        PreparedStatement change =
            connection.prepareStatement("UPDATE callbacks SET token_hash = ? WHERE run_id = ?")) {
      change.setString(1, RandomToken.hash(token));
      change.setObject(2, UUID.fromString(run));
      change.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    api.once(
        "/api/stitch/callback/" + run + "/ask?token=" + token,
        "callback-" + run,
        Canvas.json("{'status':'completed','output':{'n':1}}"));
  }

  // ---- what came of it ----

  private List<JsonNode> unfinished() {
    return database.rows(
        """
        SELECT id, status, current_node_id, waiting_on FROM entities
        WHERE status NOT IN ('completed', 'exited', 'cancelled')
        """);
  }

  private void nothingWasBlocked(SoftAssertions softly) {
    softly.assertThat(entities).hasSize(FAULTS * WAVE).doesNotHaveDuplicates();
    softly
        .assertThat(database.texts("SELECT status || ' at ' || current_node_id FROM entities"))
        .hasSize(entities.size())
        .containsOnly("completed at closed");
    softly
        .assertThat(
            database.texts(
                "SELECT entity_id || ' ' || detail FROM journey_events WHERE type IN ('blocked', 'path_failed')"))
        .as("what has blocked journeys")
        .isEmpty();
    softly
        .assertThat(database.texts("SELECT DISTINCT state FROM effects"))
        .as("outward acts")
        .containsExactly("sent");
    softly
        .assertThat(
            database.texts(
                "SELECT workflow_run_id || ' ' || node_id || ' ' || status || ' ' || coalesce(error::text, '') FROM workflow_steps WHERE status <> 'completed'"))
        .as("steps that did not complete")
        .isEmpty();
  }

  /** An outage is no defect of a workflow, and nobody is to be woken for it. */
  private void nothingWasNamedStuck(SoftAssertions softly) {
    softly
        .assertThat(stack.logLines("worker"))
        .as("lines of the worker's log")
        .noneMatch(line -> line.contains(" is stuck"));
  }

  private void everyMailWentOnce(SoftAssertions softly) {
    Map<String, Map<String, Long>> sent = new HashMap<>();
    for (JsonNode mail :
        database.rows(
            "SELECT entity_id, node_id FROM email_messages WHERE direction = 'outbound'")) {
      sent.computeIfAbsent(mail.get("entity_id").asText(), entity -> new HashMap<>())
          .merge(mail.get("node_id").asText(), 1L, Long::sum);
    }
    entities.forEach(
        entity -> softly.assertThat(sent.get(entity)).as("mails of " + entity).isEqualTo(MAILS));
  }

  private void everyCounterIsExact(SoftAssertions softly) {
    for (JsonNode contact : database.rows("SELECT email, attributes FROM contacts")) {
      softly
          .assertThat(contact.get("attributes"))
          .as("counters of " + contact.get("email").asText())
          .isEqualTo(
              Canvas.json("{'visits':2,'answers':1,'items':%d,'partings':1}".formatted(ITEMS)));
    }
  }

  private void theProjectionIsWhatTheWorkflowsSay(SoftAssertions softly) {
    try (Workflows workflows = new Workflows(stack)) {
      ProjectionCheck check = new ProjectionCheck(database, workflows);
      entities.forEach(
          entity -> softly.assertThatCode(() -> check.entity(entity)).doesNotThrowAnyException());
      database
          .rows("SELECT * FROM workflow_runs")
          .forEach(
              run -> softly.assertThatCode(() -> check.endedRun(run)).doesNotThrowAnyException());
    }
  }
}
