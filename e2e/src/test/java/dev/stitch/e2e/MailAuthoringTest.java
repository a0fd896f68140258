package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Saved mail in campaigns and flows, from its first version to the reader who clicks. */
class MailAuthoringTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String MAILS = "/api/mail-templates";
  private static final String TEMPLATES = "/api/workflows/templates";
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();

  @Test
  void whoHasBegunKeepsTheTextsThatTheyBeganWith() {
    String mail = saved("authoring one", "Hello {{contact.name}}");
    String template = template("{}");
    steps(
        template,
        "{'stepType':'wait','config':{'duration':'P3D'}},{'stepType':'message','config':{'mailTemplate':'%s','mailbox':'built-in'}}"
            .formatted(mail));
    JsonNode graph = api.get(TEMPLATES + "/" + template + "/graph").good();
    assertThat(graph.at("/nodes/1/data/subject").asText()).isEqualTo("authoring one");
    assertThat(api.get(MAILS + "/" + mail).good().at("/usedBy/0/version").asInt()).isEqualTo(1);
    assertThat(api.get(TEMPLATES + "/" + template).good().at("/steps/1/config").has("subject"))
        .isFalse();
    act(template, "activate");
    String early = api.contact("early", "early@authoring.example");
    enroll(template, early);
    await("the early one waits", () -> waiting(template) == 1);

    patch(mail, "{'subject':'authoring two'}");
    assertThat(api.get(MAILS + "/" + mail).good().at("/usedBy/0/version").asInt()).isEqualTo(1);
    steps(
        template,
        "{'stepType':'message','config':{'mailTemplate':'%s','mailbox':'built-in'}}"
            .formatted(mail));
    enroll(template, api.contact("late", "late@authoring.example"));
    await("the late one has the new text", () -> found("authoring two", "late@") == 1);
    skipWait(template, early);
    await("the early one has the old text", () -> found("authoring one", "early@") == 1);

    Api.Answer refused = api.send("DELETE", MAILS + "/" + mail, "application/json", null);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("the template 'Authoring'");
    act(template, "complete");
    assertThat(api.send("DELETE", MAILS + "/" + mail, "application/json", null).status())
        .isEqualTo(204);
  }

  @Test
  void aDraftTakesTheVersionThatIsShownWhenItIsActivated() {
    String mail = saved("draft one", "x");
    String template = template("{}");
    steps(template, "{'stepType':'message','config':{'mailTemplate':'%s'}}".formatted(mail));
    patch(mail, "{'subject':'draft two'}");

    act(template, "activate");

    assertThat(subject(template)).isEqualTo("draft two");
  }

  @Test
  void aPublishedFlowHoldsItsTextsAndTakesNewOnesWhenItIsPublishedAgain() {
    String mail = saved("flow one", "Hi {{contact.name}}");
    String flow =
        api.post(
                "/api/flows",
                Canvas.json(
                    "{'name':'Sends saved mail','kind':'system','graph':{'edges':[],'nodes':[{'id':'m','type':'email.send','data':{'mailTemplate':'%s','mailbox':'built-in'}}]}}"
                        .formatted(mail)))
            .good()
            .get("id")
            .asText();
    assertThat(publish(flow).get("version").asInt()).isEqualTo(1);
    patch(mail, "{'subject':'flow two'}");

    run(flow, "latest");
    await("the version sends the old text", () -> found("flow one", "flow@") == 1);
    run(flow, "draft");
    await("the draft sends the new text", () -> found("flow two", "flow@") == 1);
    assertThat(publish(flow).get("version").asInt()).isEqualTo(2);
    assertThat(api.get(MAILS + "/" + mail).good().at("/usedBy/0/name").asText())
        .isEqualTo("Sends saved mail");
    api.send("POST", MAILS + "/" + mail + "/versions/1/restore", "application/json", null).good();
    assertThat(publish(flow).get("version").asInt()).isEqualTo(1);
  }

  @Test
  void clicksOfPeopleAreCountedByStepOncePerLink() throws Exception {
    String template = template("{'trackClicks':true}");
    steps(
        template,
        "{'stepType':'message','config':{'subject':'clicks','mailbox':'built-in','text':'https://a.example/plain','html':'<a href=\\\"https://a.example/?q=1&amp;r=2\\\">a</a> <a href=\\\"{{unsubscribeUrl}}\\\">u</a>'}}");
    act(template, "activate");
    enroll(template, api.contact("clicker", "clicker@authoring.example"));
    await("the mail is out", () -> found("clicks", "clicker@") == 1);
    JsonNode mail = mails("clicks").get(0);
    assertThat(mail.get("text").asText()).isEqualTo("https://a.example/plain");
    assertThat(mail.get("html").asText()).contains("/u/").doesNotContain("a.example");
    Matcher link = Pattern.compile("href=\"[^\"]*(/c/[^\"]+)\"").matcher(mail.get("html").asText());
    assertThat(link.find()).isTrue();
    assertThat(clicked(template)).isZero();

    follow(link.group(1), "Googlebot/2.1");
    assertThat(clicked(template)).isZero();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = follow(link.group(1), BROWSER);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains("https://a.example/?q=1&r=2");
    }

    assertThat(clicked(template)).isEqualTo(1);
    assertThat(follow("/c/forged", BROWSER).statusCode()).isEqualTo(404);
  }

  @Test
  void aWorkerSendsTestsAndLooksWhereLinksLead() {
    String mail =
        api.post(
                MAILS,
                Canvas.json(
                    "{'name':'Tried','subject':'tried {{contact.name}}','html':'<a href=\\\"http://127.0.0.1:1/x\\\">x</a>'}"))
            .good()
            .get("id")
            .asText();
    String contact = api.contact("Ada", "tried@authoring.example");

    JsonNode sent =
        api.post(
                MAILS + "/" + mail + "/test",
                Canvas.json(
                    "{'to':'tester@authoring.example','contactId':'%s','mailbox':'built-in'}"
                        .formatted(contact)))
            .good();

    assertThat(sent.get("sent").asBoolean()).as(sent.toString()).isTrue();
    JsonNode test = mails("[Test] tried Ada").get(0);
    assertThat(test.get("messageId").asText()).isEqualTo(sent.get("messageId").asText());
    assertThat(test.path("runId").isTextual()).isFalse();
    assertThat(test.get("text").asText()).isEqualTo("x (http://127.0.0.1:1/x)");
    JsonNode unknown =
        api.post(
                MAILS + "/" + mail + "/test",
                Canvas.json("{'to':'tester@authoring.example','mailbox':'nowhere'}"))
            .good();
    assertThat(unknown.get("sent").asBoolean()).isFalse();
    assertThat(unknown.get("code").asText()).isEqualTo("NOT_FOUND");

    JsonNode report = api.post(MAILS + "/" + mail + "/check-links", "{}").good();
    assertThat(report.at("/links/0/status").asText()).isIn("forbidden", "unreachable");
    assertThat(report.at("/warnings/0/code").asText()).isEqualTo("no_unsubscribe_link");
  }

  private String saved(String subject, String text) {
    return api.post(
            MAILS,
            Canvas.json(
                "{'name':'%s','subject':'%s','text':'%s'}".formatted(subject, subject, text)))
        .good()
        .get("id")
        .asText();
  }

  private void patch(String mail, String body) {
    api.send("PATCH", MAILS + "/" + mail, "application/json", Canvas.json(body).toString()).good();
  }

  private String template(String config) {
    return api.post(
            TEMPLATES,
            Canvas.json(
                "{'name':'Authoring','templateType':'outreach','config':%s}".formatted(config)))
        .good()
        .get("id")
        .asText();
  }

  private void steps(String template, String steps) {
    api.send(
            "PUT",
            TEMPLATES + "/" + template + "/steps",
            "application/json",
            Canvas.json("{'steps':[" + steps + "]}").toString())
        .good();
  }

  private String subject(String template) {
    return api.get(TEMPLATES + "/" + template + "/graph")
        .good()
        .at("/nodes/0/data/subject")
        .asText();
  }

  private void act(String template, String act) {
    api.post(TEMPLATES + "/" + template + "/" + act, "").good();
  }

  private void enroll(String template, String contact) {
    JsonNode answer =
        api.post(
                TEMPLATES + "/" + template + "/enrollments",
                "{\"contactIds\":[\"" + contact + "\"]}")
            .good();
    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
  }

  private int waiting(String template) {
    return (int)
        api.get(TEMPLATES + "/" + template + "/enrollments?status=active")
            .good()
            .get("data")
            .valueStream()
            .filter(one -> !one.get("waitingOn").isEmpty())
            .count();
  }

  /** As an operator does who does not want to wait for three days. */
  private void skipWait(String template, String contact) {
    JsonNode row =
        api.get(TEMPLATES + "/" + template + "/enrollments?contactId=" + contact)
            .good()
            .at("/data/0");
    String workflow =
        api.get("/api/workflows/" + row.get("workflowRunId").asText())
            .good()
            .get("workflowId")
            .asText();
    stack
        .temporal()
        .newUntypedWorkflowStub(workflow)
        .signal("skip", Map.of("nodeId", "step-0", "actor", "user:test"));
  }

  private JsonNode publish(String flow) {
    return api.post("/api/flows/" + flow + "/versions", "{}").good();
  }

  private void run(String flow, String version) {
    String contact = api.contact("flow " + version, version + ".flow@authoring.example");
    api.post(
            "/api/flows/" + flow + "/run",
            Canvas.json("{'version':'%s','contactId':'%s'}".formatted(version, contact)))
        .good();
  }

  private int clicked(String template) {
    return api.get(TEMPLATES + "/" + template + "/results")
        .good()
        .at("/steps/0/counts/clicked")
        .asInt();
  }

  private HttpResponse<String> follow(String path, String agent)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(api.base() + path)).header("User-Agent", agent).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private long found(String subject, String to) {
    return mails(subject)
        .valueStream()
        .filter(mail -> mail.get("to").asText().contains(to))
        .count();
  }

  private JsonNode mails(String subject) {
    String q = subject.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D");
    return api.get("/api/mailbox/messages?direction=outbound&pageSize=200&q=" + q)
        .good()
        .get("data");
  }

  private static void await(String what, BooleanSupplier condition) {
    Eventually.within(PATIENCE).until(condition, () -> what);
  }
}
