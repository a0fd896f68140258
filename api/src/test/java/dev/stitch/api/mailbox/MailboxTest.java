package dev.stitch.api.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.temporal.TemporalFactory;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.port.Payloads;
import dev.stitch.store.Ids;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.NonNull;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class MailboxTest extends ApiTest {

  private static final String SPEC = "mailbox";
  private static final String QUEUE = "listening";

  private static TestWorkflowEnvironment temporal;

  @Inject private MailRepository mails;

  private UUID contact;
  private UUID entity;

  /** The client of a Temporal server inside this process. */
  @Factory
  @Requires(property = "test.spec", value = SPEC)
  static class InProcessTemporal {

    @Singleton
    @Replaces(value = WorkflowClient.class, factory = TemporalFactory.class)
    WorkflowClient client() {
      return temporal.getWorkflowClient();
    }
  }

  /** Stands for a journey: ends with the first events it hears, as many as it is asked for. */
  public static class Listening implements DynamicWorkflow {

    private final List<ExternalEvent> heard = new ArrayList<>();

    @Override
    public Object execute(EncodedValues args) {
      int count = args.get(0, Integer.class);
      Workflow.registerListener(
          (DynamicSignalHandler)
              (signal, values) -> {
                if (signal.equals("reply")) {
                  heard.add(values.get(0, ExternalEvent.class));
                }
              });
      Workflow.await(() -> heard.size() >= count);
      return heard;
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("test.spec", SPEC);
    return properties;
  }

  @BeforeAll
  static void startTemporal() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(Listening.class);
    temporal.start();
  }

  @AfterAll
  static void stopTemporal() {
    temporal.close();
  }

  @BeforeEach
  void newJourney() {
    database.update("DELETE FROM email_messages");
    contact = Ids.next();
    database.update(
        "INSERT INTO contacts (id, name, email) VALUES (?, 'Ada', ?)",
        contact,
        contact + "@example.org");
    UUID flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'bmc', 'flow', '{}')", flow);
    database.update(
        """
        INSERT INTO flow_versions (flow_id, version, graph, hash)
        VALUES (?, 1, '{}', repeat('0', 64))
        """,
        flow);
    entity = Ids.next();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
        VALUES (?, ?, ?, 1, repeat('0', 64), ?, 'api')
        """,
        entity,
        contact,
        flow,
        "journey/" + entity);
  }

  @Test
  void mailsAreListedNewestFirstWithExactlyTheseFields() {
    send("First", null, EmailMessage.BUILT_IN);
    UUID second = send("Second", entity, EmailMessage.BUILT_IN);

    Answer list = get("/api/mailbox/messages");

    assertThat(list.at("/total").asInt()).isEqualTo(2);
    assertThat(list.at("/data/0/id").textValue()).isEqualTo(second.toString());
    assertThat(list.at("/data/0").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "messageId",
            "direction",
            "from",
            "to",
            "replyTo",
            "subject",
            "text",
            "html",
            "entityId",
            "runId",
            "sentAt");
    assertThat(get("/api/mailbox/messages/" + second).body()).isEqualTo(list.at("/data/0"));
  }

  @Test
  void mailsAreFoundByEntityByTextAndByPage() {
    send("Welcome 100%", entity, EmailMessage.BUILT_IN);
    send("Other", null, EmailMessage.BUILT_IN);

    assertThat(get("/api/mailbox/messages?entityId=" + entity).at("/total").asInt()).isOne();
    assertThat(get("/api/mailbox/messages?q=WELCOME").at("/total").asInt()).isOne();
    assertThat(get("/api/mailbox/messages?q=0%25").at("/total").asInt()).isOne();
    assertThat(get("/api/mailbox/messages?q=" + contact).at("/total").asInt()).isEqualTo(2);
    assertThat(get("/api/mailbox/messages?q=nowhere").at("/total").asInt()).isZero();
    assertThat(get("/api/mailbox/messages?pageSize=1&page=2").at("/data").size()).isOne();
    assertThat(get("/api/mailbox/messages?to=2020-01-01&q=" + contact).at("/total").asInt())
        .isZero();
    assertThat(get("/api/mailbox/messages?from=2020-01-01&q=" + contact).at("/total").asInt())
        .isEqualTo(2);
    assertThat(get("/api/mailbox/messages?from=x").pointer()).isEqualTo("/from");
    assertThat(get("/api/mailbox/messages?entityId=x").status()).isEqualTo(400);
  }

  @Test
  void aThreadIsWhatAnswersEachOtherOldestFirstFromWhicheverMailItIsAskedFor() {
    UUID first = send("Welcome", entity, EmailMessage.BUILT_IN);
    UUID other = send("Another correspondence", entity, EmailMessage.BUILT_IN);
    UUID reply = inbound("Re: Welcome", first);
    UUID second = inbound("Re: Re: Welcome", reply);

    for (UUID mail : List.of(first, reply, second)) {
      Answer thread = get("/api/mailbox/messages/" + mail + "/thread");
      assertThat(thread.at("/data").findValuesAsText("id"))
          .as(thread.text())
          .containsExactly(first.toString(), reply.toString(), second.toString());
      assertThat(thread.at("/data").findValuesAsText("direction"))
          .containsExactly("outbound", "inbound", "inbound");
    }
    assertThat(get("/api/mailbox/messages/" + other + "/thread").at("/total").asInt()).isOne();
    assertThat(get("/api/mailbox/messages/" + Ids.next() + "/thread").status()).isEqualTo(404);
  }

  /** A mail that answers another. */
  private UUID inbound(String subject, UUID answered) {
    EmailMessage mail = mails.find(answered).orElseThrow();
    UUID id = Ids.next();
    mails.deliver(
        new EmailMessage(
            id,
            "<" + id + "@reader.test>",
            MailDirection.INBOUND,
            EmailMessage.BUILT_IN,
            mail.to(),
            mail.from(),
            null,
            subject,
            "text",
            null,
            mail.messageId(),
            null,
            mail.entityId(),
            null,
            null,
            contact,
            null,
            Instant.now()));
    return id;
  }

  @Test
  void whatDidNotLeaveIsNoMail() {
    UUID mail = send("Refused", entity, EmailMessage.BUILT_IN);
    database.update(
        """
        INSERT INTO effects (key, kind, state, payload_hash)
        VALUES (?, 'email.send', 'failed', repeat('0', 64))
        """,
        "effect/" + mail);

    assertThat(get("/api/mailbox/messages").at("/total").asInt()).isZero();
    assertThat(get("/api/mailbox/messages/" + mail).status()).isEqualTo(404);
  }

  @Test
  void aReplyIsKeptAndReachesTheJourney() throws Exception {
    UUID mail = send("Welcome", entity, EmailMessage.BUILT_IN);
    listen(1);

    Answer reply = post("/api/mailbox/messages/" + mail + "/reply", "{\"text\": \"Yes, please\"}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.at("/from").textValue()).isEqualTo(contact + "@example.org");
    assertThat(reply.at("/to").textValue()).isEqualTo("outreach+token@stitch.example");
    assertThat(reply.at("/subject").textValue()).isEqualTo("Re: Welcome");
    List<JsonNode> heard = heard();
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().path("name").asText()).isEqualTo("reply");
    assertThat(heard.getFirst().path("source").asText()).isEqualTo("email");
    assertThat(heard.getFirst().at("/data/text").asText()).isEqualTo("Yes, please");
    assertThat(heard.getFirst().at("/data/inReplyTo").asText()).isEqualTo("<" + mail + "@test>");
    assertThat(get("/api/mailbox/messages").at("/total").asInt()).isOne();
    assertThat(get("/api/mailbox/messages?direction=inbound").at("/data/0/id"))
        .isEqualTo(reply.at("/id"));
  }

  @Test
  void aRepeatedReplyIsOne() throws Exception {
    UUID mail = send("Welcome", entity, EmailMessage.BUILT_IN);
    String path = "/api/mailbox/messages/" + mail + "/reply";
    listen(2);

    Answer first = post(path, "{\"text\": \"Yes\"}", "Idempotency-Key", "k1");
    Answer again = post(path, "{\"text\": \"Yes\"}", "Idempotency-Key", "k1");
    Answer other = post(path, "{\"text\": \"Yes\"}", "Idempotency-Key", "k2");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(heard())
        .extracting(event -> event.path("id").asText())
        .containsExactly("reply/" + mail + "/k1", "reply/" + mail + "/k2");
    assertThat(other.at("/id")).isNotEqualTo(first.at("/id"));
    assertThat(get("/api/mailbox/messages?direction=inbound").at("/total").asInt()).isEqualTo(2);
  }

  @Test
  void aReplyThatNoJourneyHearsIsAConflictAndNotKept() {
    UUID mail = send("Welcome", entity, EmailMessage.BUILT_IN);

    Answer reply = post("/api/mailbox/messages/" + mail + "/reply", "{\"text\": \"Yes\"}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.at("/detail").textValue()).contains(entity.toString(), "active");
    assertThat(get("/api/mailbox/messages?direction=inbound").at("/total").asInt()).isZero();
  }

  @Test
  void mailThatCannotBeAnsweredHereSaysWhy() {
    UUID direct = send("Direct", null, EmailMessage.BUILT_IN);
    UUID sent = send("Sent", entity, "smtp");

    assertThat(post("/api/mailbox/messages/" + direct + "/reply", "{\"text\": \"x\"}"))
        .satisfies(
            answer -> {
              assertThat(answer.status()).isEqualTo(409);
              assertThat(answer.at("/detail").textValue()).contains("no journey");
            });
    assertThat(post("/api/mailbox/messages/" + sent + "/reply", "{\"text\": \"x\"}"))
        .satisfies(
            answer -> {
              assertThat(answer.status()).isEqualTo(409);
              assertThat(answer.at("/detail").textValue()).contains("smtp", "built-in");
            });
  }

  @Test
  void aReplyNeedsATextAndAMail() {
    String path = "/api/mailbox/messages/" + send("Welcome", entity, EmailMessage.BUILT_IN);

    assertThat(post(path + "/reply", "{}").status()).isEqualTo(422);
    assertThat(post(path + "/reply", "{}").pointer()).isEqualTo("/text");
    assertThat(post(path + "/reply", "{\"text\": \"  \"}").status()).isEqualTo(422);
    assertThat(post(path + "/reply", "{\"text\": 1}").status()).isEqualTo(400);
    assertThat(post(path + "/reply", "{\"text\"").status()).isEqualTo(400);
    assertThat(post("/api/mailbox/messages/" + Ids.next() + "/reply", "{\"text\": \"x\"}").status())
        .isEqualTo(404);
    assertThat(get("/api/mailbox/messages/" + Ids.next()).status()).isEqualTo(404);
  }

  private UUID send(String subject, UUID ofEntity, String mailbox) {
    UUID id = Ids.next();
    mails.deliver(
        new EmailMessage(
            id,
            "<" + id + "@test>",
            MailDirection.OUTBOUND,
            mailbox,
            "Stitch <outreach@stitch.example>",
            contact + "@example.org",
            "outreach+token@stitch.example",
            subject,
            "text of " + subject,
            null,
            null,
            null,
            ofEntity,
            null,
            "node",
            contact,
            "effect/" + id,
            Instant.now()));
    return id;
  }

  private void listen(int events) {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "Journey",
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId("journey/" + entity)
                .build())
        .start(events);
  }

  private List<JsonNode> heard() throws Exception {
    JsonNode[] events =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub("journey/" + entity)
            .getResult(20, TimeUnit.SECONDS, JsonNode[].class);
    return List.of(events);
  }
}
