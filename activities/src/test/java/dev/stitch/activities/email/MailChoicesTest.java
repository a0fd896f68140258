package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.sending.AssignmentRepository;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Which mailbox and which variant somebody gets, and keeps. */
@Tag("server")
class MailChoicesTest {

  private static final String POOL =
      "{\"subject\": \"s\", \"text\": \"t\", \"mailboxes\": [\"%s\"]}"
          .formatted(String.join("\", \"", "smtp", "built-in"));

  private static ApplicationContext context;
  private static StepServices services;
  private static Database database;
  private static SendLimitRepository limits;
  private static MailboxPauseRepository pauses;
  private static MailTestDatabase data;

  private UUID flow;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.smtp.url", "smtp://127.0.0.1:1");
    context = ApplicationContext.run(properties);
    services = context.getBean(StepServices.class);
    database = context.getBean(Database.class);
    limits = context.getBean(SendLimitRepository.class);
    pauses = context.getBean(MailboxPauseRepository.class);
    data = new MailTestDatabase(database);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void freshFlow() {
    database.update("DELETE FROM send_limits");
    database.update("DELETE FROM mailbox_pauses");
    database.update("DELETE FROM mailbox_assignments");
    // What other tests have sent counts from the moment at which a limit is set.
    database.update("DELETE FROM send_slots");
    database.update("DELETE FROM email_messages");
    flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'system', 'flow', '{}')", flow);
  }

  @Test
  void somebodyNewGetsTheMailboxWithMostRoomAndKeepsIt() throws Exception {
    limits.put("smtp", null, new SendRate(null, 10, null), "user:test");
    limits.put("built-in", null, new SendRate(null, 20, null), "user:test");
    UUID ada = person();
    assertThat(mailboxOf(ada)).isEqualTo("built-in");

    limits.put("smtp", null, new SendRate(null, 900, null), "user:test");

    assertThat(mailboxOf(ada)).as("has one").isEqualTo("built-in");
    assertThat(mailboxOf(person())).as("is new").isEqualTo("smtp");
  }

  @Test
  void peopleWhoComeTogetherAreSharedOut() throws Exception {
    Map<String, Integer> given = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      given.merge(mailboxOf(person()), 1, Integer::sum);
    }

    assertThat(given).containsOnlyKeys("smtp", "built-in");
    assertThat(given.values()).allSatisfy(people -> assertThat(people).isEqualTo(10));
  }

  @Test
  void aPausedMailboxGetsNobodyNewAndKeepsWhomItHas() throws Exception {
    limits.put("smtp", null, new SendRate(null, 10, null), "user:test");
    UUID ada = person();
    assertThat(mailboxOf(ada)).isEqualTo("built-in");

    pauses.pause("built-in", "5 % bounced", "system");

    assertThat(mailboxOf(ada)).isEqualTo("built-in");
    assertThat(mailboxOf(person())).isEqualTo("smtp");
    pauses.pause("smtp", "5 % bounced", "system");
    assertThat(mailboxOf(person())).as("its mail waits").isIn("smtp", "built-in");
  }

  @Test
  void aMailboxThatIsGoneIsReplacedAndAPoolOfNoneFails() throws Exception {
    UUID ada = person();
    database.update(
        "INSERT INTO mailbox_assignments (thread_id, person, mailbox) VALUES (?, ?, 'gone')",
        flow,
        ada.toString());
    String pool = POOL.replace("smtp", UUID.randomUUID().toString());

    assertThat(mailboxOf(ada, pool)).isEqualTo("built-in");
    assertThat(database.exists("SELECT 1 FROM mailbox_assignments WHERE mailbox = 'gone'"))
        .isFalse();
    assertThatThrownBy(() -> mailboxOf(ada, pool.replace("built-in", "nowhere")))
        .isInstanceOf(StepException.class);
  }

  @Test
  void somebodyKeepsTheirVariantWhenWeightsChangeAndGetsAnotherWhenItIsGone() throws Exception {
    UUID ada = person();
    JsonNode first = send(ada, variants("'a', 'weight': 1", "'b', 'weight': 0"));
    assertThat(first.path("variant").asText()).isEqualTo("a");
    assertThat(first.path("subject").asText()).isEqualTo("subject of a");

    assertThat(send(ada, variants("'a', 'weight': 0", "'b', 'weight': 9")).path("variant").asText())
        .isEqualTo("a");
    assertThat(
            send(person(), variants("'a', 'weight': 0", "'b', 'weight': 9"))
                .path("variant")
                .asText())
        .isEqualTo("b");
    assertThat(send(ada, variants("'b'", "'c', 'weight': 0")).path("variant").asText())
        .isEqualTo("b");
    assertThat(
            database.list(
                "SELECT variant FROM email_messages WHERE contact_id = ? ORDER BY sent_at",
                row -> row.text("variant"),
                ada))
        .containsExactly("a", "a", "b");
  }

  @Test
  void whoIsGivenAVariantTwiceAtOnceHasOne() throws Exception {
    AssignmentRepository assignments = context.getBean(AssignmentRepository.class);
    List<Callable<String>> asking = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String variant = i % 2 == 0 ? "a" : "b";
      asking.add(() -> assignments.assignVariant(flow, "mail", "ada", variant, List.of("a", "b")));
    }
    Set<String> given = new HashSet<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> variant : workers.invokeAll(asking)) {
        given.add(variant.get());
      }
    }

    assertThat(given).hasSize(1);
  }

  @Test
  void aMailAnswersTheLastOneOfItsRunWhenItIsToBeInTheSameThread() throws Exception {
    String same =
        "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\", \"sameThread\": true}";
    TestStep step = step(person(), same);
    String first = step.run().path("messageId").asText();
    String second = step.again(same).run().path("messageId").asText();
    step.again(same).run();
    step.again(same.replace("true", "false")).run();

    assertThat(
            database.list(
                "SELECT in_reply_to FROM email_messages WHERE run_id = ? ORDER BY sent_at",
                row -> row.textOrNull("in_reply_to"),
                step.runId()))
        .containsExactly(null, first, second, null);
  }

  @Test
  void aRunThatRetriesAnotherGoesOnInItsThread() throws Exception {
    UUID contact = person();
    TestStep first =
        step(contact, "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\"}");
    String sent = first.run().path("messageId").asText();
    TestStep retry =
        step(
            contact,
            "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\", \"sameThread\": true}");
    database.update(
        "UPDATE workflow_runs SET retry_of = ? WHERE id = ?", first.runId(), retry.runId());

    retry.run();

    assertThat(
            database.list(
                "SELECT in_reply_to FROM email_messages WHERE run_id = ?",
                row -> row.textOrNull("in_reply_to"),
                retry.runId()))
        .containsExactly(sent);
  }

  // ---- what happens ----

  private static UUID person() {
    return data.contact(UUID.randomUUID() + "@example.org");
  }

  private String mailboxOf(UUID contact) throws Exception {
    return mailboxOf(contact, POOL);
  }

  private String mailboxOf(UUID contact, String pool) throws Exception {
    return context.getBean(MailboxPool.class).of(step(contact, pool)).key();
  }

  private static String variants(String... named) {
    List<String> variants = new ArrayList<>();
    for (String variant : named) {
      String name = variant.substring(1, 2);
      variants.add("{'name': " + variant + ", 'subject': 'subject of " + name + "'}");
    }
    return ("{'subject': 's', 'text': 't', 'mailbox': 'built-in', 'variants': ["
            + String.join(", ", variants)
            + "]}")
        .replace('\'', '"');
  }

  private JsonNode send(UUID contact, String config) throws Exception {
    TestStep step = step(contact, config.replace("'", "\""));
    StepOutcome outcome = StepTypes.find(step.type()).orElseThrow().execute(step);
    return ((StepOutcome.Completed) outcome).output();
  }

  /** A step of a run of the flow. */
  private TestStep step(UUID contact, String config) {
    TestStep step =
        TestStep.of(
                services,
                "email.send",
                config.contains("mailbox")
                    ? config
                    : config.replaceFirst("\\{", "{\"mailbox\": \"built-in\", "))
            .about(null, contact);
    database.update(
        """
        INSERT INTO workflow_runs
            (id, workflow_type, status, name, started_by, trigger_kind, flow_id)
        VALUES (?, 'flow', 'running', 'n', 'user:t', 'user', ?)
        """,
        step.runId(),
        flow);
    return step;
  }
}
