package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps of a template that are done on a platform, by a person where no API allows them. */
class EngagementStepsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Api api = RunningStack.shared().api();

  @Test
  void eachStepIsAnEngagementAndATaskWhicheverOfTheTwoTasksIsAnswered() {
    String contact = contacts("first", 1).getFirst();
    begin("first", List.of(contact));

    JsonNode follow = await(contact, "follow", "waiting");
    assertThat(follow.get("platform").asText()).isEqualTo("linkedin");
    assertThat(follow.get("performedBy").isNull()).isTrue();
    JsonNode task = task(follow);
    assertThat(task.get("status").asText()).isEqualTo("open");
    assertThat(task.get("url").asText()).isEqualTo("https://linkedin.example/in/first0");
    assertThat(task.get("title").asText()).isEqualTo("Follow first 0 on LinkedIn");
    answer(task.get("humanTaskId").asText(), "done");

    JsonNode followed = await(contact, "follow", "done");
    assertThat(followed.get("id")).isEqualTo(follow.get("id"));
    assertThat(followed.get("performedBy").asText()).isEqualTo("user:local");
    assertThat(followed.get("occurredAt").isTextual()).isTrue();
    assertThat(task(follow).get("status").asText()).isEqualTo("done");

    JsonNode comment = await(contact, "comment", "waiting");
    assertThat(comment.get("text").asText()).isEqualTo("Well said, first 0");
    assertThat(comment.get("target").asText()).isEqualTo("https://linkedin.example/post/1");
    JsonNode open = task(comment);
    assertThat(open.get("description").asText()).startsWith("Well said, first 0");
    assertThat(api.send("DELETE", path(open), "application/json", null).status()).isEqualTo(409);
    JsonNode cancelled = patch(open, "{'status':'cancelled','assignee':'bo'}").good();
    assertThat(cancelled.get("closedBy").asText()).isEqualTo("user:local");
    assertThat(cancelled.get("assignee").asText()).isEqualTo("bo");

    JsonNode skipped = await(contact, "comment", "skipped");
    assertThat(skipped.get("performedBy").isNull()).isTrue();
    assertThat(humanTask(open).get("choice").asText()).isEqualTo("not possible");
    assertThat(patch(open, "{'status':'done'}").status()).isEqualTo(409);
    assertThat(patch(open, "{'status':'open'}").status()).isEqualTo(409);
    JsonNode message = await(contact, "message", "waiting");
    assertThat(patch(task(message), "{'status':'done'}").good().get("status").asText())
        .isEqualTo("done");
    await(contact, "message", "done");
    assertThat(engagements(contact)).hasSize(3);
    assertThat(
            api.send(
                    "PATCH",
                    "/api/engagements/" + message.get("id").asText(),
                    "application/json",
                    Canvas.json("{'status':'failed'}").toString())
                .status())
        .isEqualTo(409);
  }

  @Test
  void whoIsRemovedIsEngagedNoMoreAndItsTaskIsCancelled() {
    List<String> contacts = contacts("second", 10);
    String template = begin("second", contacts);
    contacts.forEach(contact -> await(contact, "follow", "waiting"));

    String gone = contacts.getFirst();
    JsonNode enrollment =
        api.get("/api/workflows/templates/" + template + "/enrollments?contactId=" + gone)
            .good()
            .at("/data/0");
    api.post(
            "/api/workflows/templates/%s/enrollments/%s/remove"
                .formatted(template, enrollment.get("id").asText()),
            "{}")
        .good();
    JsonNode skipped = await(gone, "follow", "skipped");
    assertThat(task(skipped).get("status").asText()).isEqualTo("cancelled");

    assertThat(
            api.send("DELETE", "/api/workflows/templates/" + template, "application/json", null)
                .status())
        .isEqualTo(204);
    contacts.forEach(contact -> await(contact, "follow", "skipped"));
    for (String contact : contacts) {
      assertThat(engagements(contact)).hasSize(1);
      assertThat(task(engagements(contact).getFirst()).get("status").asText())
          .isEqualTo("cancelled");
    }
  }

  @Test
  void aRunThatIsKilledLeavesNoTaskOpen() {
    String contact = contacts("third", 1).getFirst();
    begin("third", List.of(contact));
    JsonNode follow = await(contact, "follow", "waiting");

    api.post("/api/workflows/" + follow.get("workflowRunId").asText() + "/kill", "{}").good();

    JsonNode skipped = await(contact, "follow", "skipped");
    assertThat(task(skipped).get("status").asText()).isEqualTo("cancelled");
  }

  private String begin(String name, List<String> contacts) {
    String template =
        api.post(
                "/api/workflows/templates",
                Canvas.json(
                    """
                    {'name':'Engagement %s','templateType':'engagement','platform':'linkedin','status':'active',
                     'steps':[
                       {'stepType':'follow'},
                       {'stepType':'comment','config':{
                         'text':'Well said, {{contact.name}}','target':'https://linkedin.example/post/1'}},
                       {'stepType':'message','config':{'text':'Hello {{contact.name}}'}}]}
                    """
                        .formatted(name)))
            .good()
            .get("id")
            .asText();
    api.post(
            "/api/workflows/templates/" + template + "/enrollments",
            Canvas.json("{'contactIds':['%s']}".formatted(String.join("','", contacts))))
        .good();
    return template;
  }

  private List<String> contacts(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                api.post(
                        "/api/contacts",
                        Canvas.json(
                            """
                            {'name':'%1$s %2$d','email':'%1$s%2$d.%3$d@engagement.example',
                             'platform':{'linkedinUrl':'https://linkedin.example/in/%1$s%2$d'}}
                            """
                                .formatted(name, i, System.nanoTime())))
                    .good()
                    .get("id")
                    .asText())
        .toList();
  }

  private JsonNode await(String contact, String type, String status) {
    Predicate<JsonNode> meant =
        engagement ->
            engagement.get("type").asText().equals(type)
                && engagement.get("status").asText().equals(status);
    Eventually.within(PATIENCE)
        .until(
            () -> engagements(contact).stream().anyMatch(meant),
            () -> type + " is " + status + ": " + engagements(contact));
    return engagements(contact).stream().filter(meant).findFirst().orElseThrow();
  }

  private List<JsonNode> engagements(String contact) {
    return api.get("/api/engagements?contactId=" + contact)
        .good()
        .get("data")
        .valueStream()
        .toList();
  }

  private JsonNode task(JsonNode engagement) {
    JsonNode tasks = api.get("/api/crm-tasks?engagementId=" + engagement.get("id").asText()).good();
    assertThat(tasks.get("total").asInt()).isEqualTo(1);
    return tasks.at("/data/0");
  }

  private JsonNode humanTask(JsonNode task) {
    return api.get("/api/tasks/" + task.get("humanTaskId").asText()).good();
  }

  private void answer(String humanTask, String choice) {
    api.post(
            "/api/tasks/" + humanTask + "/answer", Canvas.json("{'choice':'%s'}".formatted(choice)))
        .good();
  }

  private Api.Answer patch(JsonNode task, String body) {
    return api.send("PATCH", path(task), "application/json", Canvas.json(body).toString());
  }

  private static String path(JsonNode task) {
    return "/api/crm-tasks/" + task.get("id").asText();
  }
}
