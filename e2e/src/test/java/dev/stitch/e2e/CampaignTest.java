package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A campaign from its template to the mailbox, and everything that stops it on the way. */
class CampaignTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ROUTE = "/api/workflows/templates";

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();
  private final ReadModel database = new ReadModel(stack);

  @Test
  void whoIsEnrolledGetsTheMailsOfTheTemplateAndWhoIsRemovedGetsNothingMore() {
    String template = template("first");
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'first hello','text':'Hi {{contact.name}}'}},
        {'stepType':'wait','config':{'duration':'P3D'}},
        {'stepType':'message','config':{'subject':'first again','text':'Still there?'}}
        """);
    List<String> contacts = contacts("first", 20);
    JsonNode enrolled = enroll(template, contacts);
    assertThat(enrolled.get("accepted").asInt()).isEqualTo(20);
    assertThat(enrollments(template, "pending")).hasSize(20);

    act(template, "activate");

    await("all first mails are out", () -> mails("first hello").size() == 20);
    await("all wait at the second step", () -> atStep(template, 1).size() == 20);
    JsonNode runs =
        api.get(
                "/api/workflows?pageSize=200&topLevel=false&workflowType=sequence&templateId="
                    + template)
            .good();
    assertThat(runs.get("total").asInt()).isEqualTo(20);
    assertThat(runs.at("/data/0/parentRunId").asText()).isEqualTo(enrolled.get("runId").asText());
    assertThat(runs.at("/data/0/triggerKind").asText()).isEqualTo("template");
    JsonNode parent = api.get("/api/workflows/" + enrolled.get("runId").asText()).good();
    assertThat(parent.get("status").asText()).isEqualTo("completed");
    assertThat(parent.get("processedItems").asInt()).isEqualTo(20);

    List<JsonNode> waiting = enrollments(template, "active");
    assertThat(waiting).hasSize(20);
    assertThat(waiting.getFirst().at("/waitingOn/0/kind").asText()).isEqualTo("timer");
    String removed = waiting.get(0).get("id").asText();
    String paused = waiting.get(1).get("id").asText();
    String goesOn = waiting.get(2).get("id").asText();
    assertThat(enrollmentAct(template, removed, "remove").get("status").asText())
        .isEqualTo("removed");
    assertThat(enrollmentAct(template, paused, "pause").get("status").asText()).isEqualTo("paused");
    await(
        "its run is cancelled",
        () -> run(template, removed).get("status").asText().equals("cancelled"));
    skipWait(template, goesOn);

    await("one has completed", () -> enrollments(template, "completed").size() == 1);
    assertThat(mails("first again")).hasSize(1);
    assertThat(enrollmentAct(template, paused, "resume").get("status").asText())
        .isEqualTo("active");
    skipWait(template, paused);
    await("the other has completed", () -> enrollments(template, "completed").size() == 2);
    assertThat(mails("first again")).hasSize(2);
    assertThat(mails("first hello")).hasSize(20);
  }

  @Test
  void aTemplateThatIsPausedHoldsEverybodyAndOneThatIsDeletedEndsEverybody() {
    String template = template("second");
    steps(
        template,
        """
        {'stepType':'wait','config':{'duration':'P3D'}},
        {'stepType':'message','config':{'subject':'second hello','text':'Hi'}}
        """);
    act(template, "activate");
    enroll(template, contacts("second", 10));
    await("all have begun", () -> atStep(template, 0).size() == 10);
    List<String> runs =
        enrollments(template, "active").stream()
            .map(one -> one.get("workflowRunId").asText())
            .toList();

    act(template, "pause");
    await("all are held", () -> enrollments(template, "paused").size() == 10);
    act(template, "activate");
    await("all go on", () -> enrollments(template, "active").size() == 10);

    assertThat(api.send("DELETE", ROUTE + "/" + template, "application/json", null).status())
        .isEqualTo(204);

    await(
        "all runs are cancelled",
        () ->
            runs.stream()
                .allMatch(
                    run ->
                        api.get("/api/workflows/" + run)
                            .good()
                            .get("status")
                            .asText()
                            .equals("cancelled")));
    assertThat(mails("second hello")).isEmpty();
    assertThat(
            database.texts(
                "SELECT id FROM workflow_enrollments WHERE template_id = ?",
                UUID.fromString(template)))
        .isEmpty();
  }

  @Test
  void aConditionLeadsPastAStepAndExitWhenEndsTheSequence() {
    String template = template("third");
    api.send(
            "PATCH",
            ROUTE + "/" + template,
            "application/json",
            Canvas.json("{'config':{'exitWhen':'contact.name == \\\"third 0\\\"'}}").toString())
        .good();
    steps(
        template,
        """
        {'stepType':'condition','config':{'expression':'contact.name == \\"third 1\\"','otherwise':{'goto':2}}},
        {'stepType':'message','config':{'subject':'third only','text':'Hi'}},
        {'stepType':'message','config':{'subject':'third all','text':'Hi'}}
        """);
    act(template, "activate");
    enroll(template, contacts("third", 3));

    await("all have completed", () -> enrollments(template, "completed").size() == 3);

    assertThat(mails("third only"))
        .extracting(mail -> mail.get("to").asText())
        .containsExactly("third1@campaigns.example");
    assertThat(mails("third all"))
        .extracting(mail -> mail.get("to").asText())
        .containsExactlyInAnyOrder("third1@campaigns.example", "third2@campaigns.example");
    assertThat(
            enrollments(template, "completed").stream()
                .filter(one -> one.get("contactName").asText().equals("third 0"))
                .map(one -> one.get("endedWhy").asText()))
        .containsExactly("exit");
  }

  @Test
  void anEnrollmentWhoseRunFailedGoesOnByARetryOfItOnTheMendedTemplate() {
    String template = template("fourth");
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'fourth hello','text':'Hi'}},
        {'stepType':'message','config':{'subject':'fourth again','text':'Hi','mailbox':'missing'}}
        """);
    act(template, "activate");
    enroll(template, contacts("fourth", 1));
    await("it stands at the failed step", () -> enrollments(template, "paused").size() == 1);
    JsonNode held = enrollments(template, "paused").getFirst();
    assertThat(held.get("currentStepIndex").asInt()).isEqualTo(1);
    String failed = held.get("workflowRunId").asText();
    assertThat(api.get("/api/workflows/" + failed).good().get("status").asText())
        .isEqualTo("failed");
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'fourth hello','text':'Hi'}},
        {'stepType':'message','config':{'subject':'fourth again','text':'Hi'}}
        """);

    JsonNode retried =
        api.post("/api/workflows/" + failed + "/retry", "{\"version\":\"latest\"}").good();

    await("it completes", () -> enrollments(template, "completed").size() == 1);
    JsonNode completed = enrollments(template, "completed").getFirst();
    assertThat(completed.get("id")).isEqualTo(held.get("id"));
    assertThat(completed.get("workflowRunId")).isEqualTo(retried.get("runId"));
    JsonNode run = api.get("/api/workflows/" + retried.get("runId").asText()).good();
    assertThat(run.get("retryOf").asText()).isEqualTo(failed);
    assertThat(run.get("workflowType").asText()).isEqualTo("sequence");
    assertThat(run.get("templateId").asText()).isEqualTo(template);
    assertThat(mails("fourth hello")).hasSize(1);
    assertThat(mails("fourth again")).hasSize(1);
  }

  @Test
  void aContactThatComesToFulfilExitWhenEndsItsEnrollmentWhileItWaits() {
    String template = template("fifth");
    config(
        template,
        "{'exitWhen':'contact.lifecycleStage == \\\"customer\\\"','goal':{'event':'purchased'}}");
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'fifth hello','text':'Hi'}},
        {'stepType':'message','delayHours':72,'config':{'subject':'fifth again','text':'Hi'}}
        """);
    act(template, "activate");
    List<String> contacts = contacts("fifth", 2);
    enroll(template, contacts);
    await("both wait", () -> atStep(template, 1).size() == 2);

    api.send(
            "PATCH",
            "/api/contacts/" + contacts.getFirst(),
            "application/json",
            "{\"lifecycleStage\":\"customer\"}")
        .good();

    await("one has left", () -> enrollments(template, "completed").size() == 1);
    JsonNode left = enrollments(template, "completed").getFirst();
    assertThat(left.get("endedWhy").asText()).isEqualTo("exit");
    await(
        "its run is cancelled",
        () -> run(template, left.get("id").asText()).get("status").asText().equals("cancelled"));
    assertThat(enrollments(template, "active")).hasSize(1);
  }

  @Test
  void whoIsUnderWayMovesToTheNewestStepsAndGoesOnWaitingAsLongAsBefore() {
    String template = template("sixth");
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'sixth hello','text':'Hi'}},
        {'stepType':'message','delayHours':72,'config':{'subject':'sixth old','text':'Hi'}}
        """);
    act(template, "activate");
    enroll(template, contacts("sixth", 3));
    await("all wait", () -> atStep(template, 1).size() == 3);
    String paused = enrollments(template, "active").getFirst().get("id").asText();
    steps(
        template,
        """
        {'stepType':'message','config':{'subject':'sixth hello','text':'Hi'}},
        {'stepType':'message','delayHours':500,'config':{'subject':'sixth new','text':'Hi'}},
        {'stepType':'message','config':{'subject':'sixth last','text':'Hi'}}
        """);
    enrollmentAct(template, paused, "pause");
    await("one is held", () -> enrollments(template, "paused").size() == 1);

    JsonNode asked = api.post(ROUTE + "/" + template + "/migrate", "{\"dryRun\":true}").good();
    assertThat(asked.get("accepted").asInt()).isEqualTo(2);
    assertThat(asked.at("/skipped/0/reason").asText()).isEqualTo("paused");
    enrollmentAct(template, paused, "resume");
    await("it goes on", () -> atStep(template, 1).size() == 3);
    // Whoever was paused waits as much longer.
    List<String> until = untilOfAll(template);

    JsonNode moved = api.post(ROUTE + "/" + template + "/migrate", "{}").good();

    assertThat(moved.get("accepted").asInt()).isEqualTo(3);
    await(
        "all have moved",
        () ->
            api.post(ROUTE + "/" + template + "/migrate", "{\"dryRun\":true}")
                        .good()
                        .get("accepted")
                        .asInt()
                    == 0
                && atStep(template, 1).size() == 3);
    assertThat(untilOfAll(template)).isEqualTo(until);
    assertThat(enrollments(template, "removed")).isEmpty();
    skipWait(template, paused);
    await("one comes to its end", () -> enrollments(template, "completed").size() == 1);
    assertThat(mails("sixth hello")).hasSize(3);
    assertThat(mails("sixth old")).isEmpty();
    assertThat(mails("sixth new")).hasSize(1);
    assertThat(mails("sixth last")).hasSize(1);
  }

  private List<String> untilOfAll(String template) {
    return enrollments(template, "active").stream()
        .map(one -> one.at("/waitingOn/0/until").asText())
        .sorted()
        .toList();
  }

  private void config(String template, String config) {
    api.send(
            "PATCH",
            ROUTE + "/" + template,
            "application/json",
            Canvas.json("{'config':" + config + "}").toString())
        .good();
  }

  private String template(String name) {
    return api.post(ROUTE, Canvas.json("{'name':'%s','templateType':'outreach'}".formatted(name)))
        .good()
        .get("id")
        .asText();
  }

  private void steps(String template, String steps) {
    api.send(
            "PUT",
            ROUTE + "/" + template + "/steps",
            "application/json",
            Canvas.json("{'steps':[" + steps + "]}").toString())
        .good();
  }

  private void act(String template, String act) {
    api.post(ROUTE + "/" + template + "/" + act, "").good();
  }

  private JsonNode enrollmentAct(String template, String enrollment, String act) {
    return api.post(ROUTE + "/" + template + "/enrollments/" + enrollment + "/" + act, "").good();
  }

  private List<String> contacts(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> api.contact(name + " " + i, name + i + "@campaigns.example"))
        .toList();
  }

  private JsonNode enroll(String template, List<String> contacts) {
    String ids = contacts.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
    return api.post(ROUTE + "/" + template + "/enrollments", "{\"contactIds\":[" + ids + "]}")
        .good();
  }

  private List<JsonNode> enrollments(String template, String status) {
    return api.get(ROUTE + "/" + template + "/enrollments?pageSize=200&status=" + status)
        .good()
        .get("data")
        .valueStream()
        .toList();
  }

  private List<JsonNode> atStep(String template, int stepIndex) {
    return enrollments(template, "active").stream()
        .filter(one -> one.get("currentStepIndex").asInt() == stepIndex)
        .filter(one -> !one.get("waitingOn").isEmpty())
        .toList();
  }

  private JsonNode run(String template, String enrollment) {
    JsonNode row = api.get(ROUTE + "/" + template + "/enrollments/" + enrollment).good();
    return api.get("/api/workflows/" + row.get("workflowRunId").asText()).good();
  }

  /** As an operator does who does not want to wait for three days. */
  private void skipWait(String template, String enrollment) {
    String run = run(template, enrollment).get("id").asText();
    api.post("/api/workflows/" + run + "/skip", "{}").good();
  }

  private List<JsonNode> mails(String subject) {
    return api.get("/api/mailbox/messages?pageSize=200&q=" + subject.replace(" ", "%20"))
        .good()
        .get("data")
        .valueStream()
        .filter(mail -> mail.get("subject").asText().equals(subject))
        .toList();
  }

  private static void await(String what, BooleanSupplier condition) {
    Eventually.within(PATIENCE).until(condition, () -> what);
  }
}
