package dev.stitch.api.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.api.testing.TestTemporal;
import dev.stitch.authoring.LinkCheckWorkflowImpl;
import dev.stitch.authoring.MailTestWorkflowImpl;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.MailActivities;
import io.micronaut.core.annotation.NonNull;
import io.temporal.testing.TestWorkflowEnvironment;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the API asks a worker for, and makes of its answers. */
@Tag("server")
class MailTrialTest extends ApiTest {

  private static final String ROUTE = "/api/mail-templates";

  private final List<MailActivities.TestMail> tests =
      Collections.synchronizedList(new ArrayList<>());

  @Inject TestWorkflowEnvironment temporal;

  /** A worker that writes down what it is asked. */
  private final class Worker implements MailActivities {

    @Override
    public TestResult sendTest(TestMail test) {
      tests.add(test);
      return test.to().startsWith("bad")
          ? new TestResult(false, null, test.mailbox(), "REJECTED", "550 no such user")
          : new TestResult(true, "<1@stitch.example>", "smtp", null, "smtp took it.");
    }

    @Override
    public LinkStates checkLinks(List<String> urls) {
      return new LinkStates(
          urls.stream()
              .map(
                  url ->
                      url.contains("gone")
                          ? new LinkState(Verdict.BROKEN, 404, "answered 404.")
                          : new LinkState(Verdict.OK, 200, "answered 200."))
              .toList());
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put(TestTemporal.PROPERTY, "true");
    return properties;
  }

  @BeforeAll
  void startWorker() {
    temporal
        .newWorker(TaskQueues.JOURNEYS)
        .registerWorkflowImplementationTypes(
            MailTestWorkflowImpl.class, LinkCheckWorkflowImpl.class);
    temporal.newWorker(TaskQueues.EFFECTS).registerActivitiesImplementations(new Worker());
    temporal.start();
  }

  @Test
  void aTestSaysWhatCameOfItAndTheSameKeyIsTheSameTest() {
    String id = saved("{'name':'M','subject':'S','text':'T'}");
    patch(ROUTE + "/" + id, json("{'text':'T2'}"));

    Answer sent =
        post(
            ROUTE + "/" + id + "/test",
            json("{'to':'Ada <ada@example.org>','connection':'relay'}"),
            "Idempotency-Key",
            "k1");
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(sent.at("/sent").booleanValue()).isTrue();
    assertThat(sent.at("/messageId").textValue()).isEqualTo("<1@stitch.example>");
    Answer again =
        post(
            ROUTE + "/" + id + "/test",
            json("{'to':'ada@example.org','mailbox':'relay'}"),
            "Idempotency-Key",
            "k1");
    assertThat(again.body()).isEqualTo(sent.body());
    assertThat(tests.stream().filter(test -> test.mailTemplateId().toString().equals(id)))
        .singleElement()
        .returns("ada@example.org", MailActivities.TestMail::to)
        .returns("relay", MailActivities.TestMail::mailbox)
        .returns(2, MailActivities.TestMail::version);

    post(ROUTE + "/" + id + "/test", json("{'to':'eve@example.org'}"), "Idempotency-Key", "k1");
    assertThat(tests.stream().filter(test -> test.mailTemplateId().toString().equals(id)))
        .as("the same key for somebody else is another test")
        .extracting(MailActivities.TestMail::to)
        .containsExactly("ada@example.org", "eve@example.org");

    Answer refused = post(ROUTE + "/" + id + "/test", json("{'to':'bad@example.org'}"));
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.at("/sent").booleanValue()).isFalse();
    assertThat(refused.at("/code").textValue()).isEqualTo("REJECTED");
    assertThat(refused.at("/message").textValue()).isEqualTo("550 no such user");
  }

  @Test
  void whatATestCannotBeIsRefusedAtItsField() {
    String id = saved("{'name':'M','subject':'S','text':'T'}");
    Answer refused =
        post(
            ROUTE + "/" + id + "/test",
            json(
                "{'to':'a@x.org, b@x.org','mailbox':'a','connection':'b','contactId':'%s'}"
                    .formatted(UUID.randomUUID())));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors").findValuesAsText("pointer"))
        .containsExactly("/to", "/connection", "/contactId");
    assertThat(post(ROUTE + "/" + id + "/test", "{}").pointer()).isEqualTo("/to");
    assertThat(post(ROUTE + "/" + UUID.randomUUID() + "/test", json("{'to':'a@x.org'}")).status())
        .isEqualTo(404);
  }

  @Test
  void linksAreToldApartAndAMissingUnsubscribeLinkIsTold() {
    String id =
        saved(
            """
            {'name':'M','subject':'S','text':'See https://ok.example/a',
             'html':'<a href=\\"https://ok.example/a\\">a</a><a href=\\"https://ok.example/gone\\">b</a><a href=\\"/relative\\">c</a><a href=\\"https://\\">d</a><a href=\\"https://a b\\">e</a><a href=\\"mailto:a@x.org\\">f</a><a href=\\"javascript:x()\\">g</a><a href=\\"{{unsubscribeUrl}}\\">u</a>'}
            """);

    Answer report = post(ROUTE + "/" + id + "/check-links", "{}");

    assertThat(report.status()).as(report.text()).isEqualTo(200);
    assertThat(
            StreamSupport.stream(report.at("/links").spliterator(), false)
                .map(link -> link.path("url").asText() + " " + link.path("status").asText()))
        .containsExactly(
            "https://ok.example/a ok",
            "https://ok.example/gone broken",
            "/relative malformed",
            "https:// malformed",
            "https://a b malformed",
            "mailto:a@x.org skipped",
            "javascript:x() malformed",
            "{{unsubscribeUrl}} skipped");
    assertThat(report.at("/links/0/parts").toString()).isEqualTo("[\"text\",\"html\"]");
    assertThat(report.at("/links/1/statusCode").intValue()).isEqualTo(404);
    assertThat(report.at("/warnings")).hasSize(1);
    assertThat(report.at("/warnings/0/part").textValue()).isEqualTo("text");
    assertThat(
            post(ROUTE + "/" + id + "/check-links", json("{'transactional':true}")).at("/warnings"))
        .isEmpty();
  }

  @Test
  void noMoreThanAHundredLinksAreLookedAt() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 130; i++) {
      text.append("https://ok.example/").append(i).append(' ');
    }

    JsonNode links =
        post(ROUTE + "/check-links", json("{'subject':'S','text':'%s'}".formatted(text)))
            .at("/links");

    assertThat(links).hasSize(130);
    assertThat(links.findValuesAsText("status").stream().filter("ok"::equals)).hasSize(100);
  }

  private String saved(String body) {
    Answer answer = post(ROUTE, json(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }
}
