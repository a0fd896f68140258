package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakeX;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Campaigns whose steps the APIs of X and Gmail do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformCampaignTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TEMPLATES = "/api/workflows/templates";

  private final FakeX x = new FakeX();
  private final FakeGoogle google = new FakeGoogle();
  private final RunningStack stack =
      RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
  private Api api;

  @BeforeAll
  void start() {
    stack.up(
        Map.of(
            "STITCH_X_API_URL", x.url().toString(),
            "STITCH_GMAIL_API_URL", google.url().toString()));
    api = stack.api();
  }

  @AfterAll
  void stop() {
    stack.close();
    x.close();
    google.close();
  }

  @Test
  void theAccountFollowsAndWritesAndAPersonIsAskedForWhatXRefuses() {
    connect("x", "Our account", x.tokens().accessToken());
    x.person("777", "ada");
    x.failNext("/2/users/" + FakeX.OWN_ID + "/likes", FakeX.forbidden());
    x.postOf("777", "5001", "Something to like");
    String contact = contact("ada");
    api.post(
            "/api/contacts/" + contact + "/identities",
            Canvas.json("{'platform':'x','platformUserId':'777'}"))
        .good();

    enroll(
        """
        {'name':'By X','templateType':'engagement','platform':'x','status':'active','steps':[
          {'stepType':'follow'},
          {'stepType':'message','config':{'text':'Hello {{contact.name}}'}},
          {'stepType':'like'}]}
        """,
        contact);

    JsonNode message = await(contact, "message", "done");
    assertThat(message.get("performedBy").asText()).isEqualTo("Our account");
    assertThat(message.get("text").asText()).isEqualTo("Hello ada");
    assertThat(message.get("platformEngagementId").asText())
        .isEqualTo(x.sentMessages().getFirst().get("id").asText());
    assertThat(x.sentMessages()).hasSize(1);
    assertThat(await(contact, "follow", "done").get("performedBy").asText())
        .isEqualTo("Our account");
    JsonNode like = await(contact, "like", "waiting");
    JsonNode task =
        api.get("/api/crm-tasks?engagementId=" + like.get("id").asText()).good().at("/data/0");
    assertThat(task.get("description").asText()).contains("does not let this app");
    String run = like.get("workflowRunId").asText();
    assertThat(api.get("/api/workflows/" + run).good().get("costUsd").decimalValue())
        .isEqualByComparingTo("0.020");
    api.post(
            "/api/tasks/" + task.get("humanTaskId").asText() + "/answer",
            Canvas.json("{'choice':'done'}"))
        .good();
    await(contact, "like", "done");
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/workflows/" + run).good().get("status").asText().equals("completed"),
            () -> "the run is completed");
  }

  @Test
  void aReplyToAMailThatGmailSentEndsTheEnrollment() {
    connect("gmail", "Ada's Gmail", google.tokens().accessToken());
    String contact = contact("grace");

    String template =
        enroll(
            """
            {'name':'By Gmail','templateType':'outreach','platform':'gmail','status':'active','steps':[
              {'stepType':'message','config':{'subject':'Hello','text':'Hi {{contact.name}}'}},
              {'stepType':'wait','config':{'duration':'P3D'}},
              {'stepType':'message','config':{'subject':'Again','text':'Any thoughts?'}}]}
            """,
            contact);
    Eventually.within(PATIENCE)
        .until(
            () -> enrollment(template).at("/waitingOn/0/kind").asText().equals("timer"),
            () -> "the first mail is out: " + enrollment(template));
    assertThat(google.sentMails()).hasSize(1);
    String seen = google.messageIdOf(google.messageIds().getLast());

    api.post(
            "/api/inbound/email/raw",
            "message/rfc822",
            """
            From: Grace <grace@platform.example>
            To: %s
            Subject: Re: Hello
            Message-ID: <answer-of-grace@platform.example>
            In-Reply-To: %s
            Date: Tue, 17 Nov 2026 10:12:00 +0000

            Yes, Thursday works.
            """
                .formatted(FakeGoogle.ADDRESS, seen))
        .good();

    Eventually.within(PATIENCE)
        .until(
            () -> enrollment(template).get("status").asText().equals("replied"),
            () -> "the enrollment ends: " + enrollment(template));
    assertThat(google.sentMails()).hasSize(1);
  }

  private void connect(String toolkit, String name, String accessToken) {
    api.post(
            "/api/connections",
            JsonNodeFactory.instance
                .objectNode()
                .put("toolkit", toolkit)
                .put("name", name)
                .put("secret", "{\"accessToken\": \"" + accessToken + "\"}"))
        .good();
  }

  private String contact(String name) {
    return api.post(
            "/api/contacts",
            Canvas.json("{'name':'%1$s','email':'%1$s@platform.example'}".formatted(name)))
        .good()
        .get("id")
        .asText();
  }

  private String enroll(String template, String contact) {
    String id = api.post(TEMPLATES, Canvas.json(template)).good().get("id").asText();
    api.post(
            TEMPLATES + "/" + id + "/enrollments",
            Canvas.json("{'contactIds':['%s']}".formatted(contact)))
        .good();
    return id;
  }

  private JsonNode enrollment(String template) {
    return api.get(TEMPLATES + "/" + template + "/enrollments").good().at("/data/0");
  }

  private JsonNode await(String contact, String type, String status) {
    Eventually.within(PATIENCE)
        .until(
            () -> !engagements(contact, type, status).isEmpty(),
            () -> type + " is " + status + ": " + api.get("/api/engagements").good());
    return engagements(contact, type, status).getFirst();
  }

  private List<JsonNode> engagements(String contact, String type, String status) {
    return api.get(
            "/api/engagements?contactId=%s&type=%s&status=%s".formatted(contact, type, status))
        .good()
        .get("data")
        .valueStream()
        .toList();
  }
}
