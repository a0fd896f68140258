package dev.stitch.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.machine.Refusal;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class TasksTest extends JourneyApiTest {

  private static final String FORM =
      "{'type':'object','required':['why'],'properties':{'why':{'type':'string'}}}";

  private String entity;
  private UUID task;

  @BeforeEach
  void ask() {
    entity = entity(published("bmc", SPINE));
    project(entity, "new", "waiting");
    task = Ids.next();
    database.update(
        """
        INSERT INTO human_tasks (id, entity_id, kind, title, form, choices)
        VALUES (?, ?, 'approval', 'Leave?', ?, ?)
        """,
        task,
        UUID.fromString(entity),
        tree(FORM),
        tree("['yes','no']"));
  }

  @Test
  void openTasksAreListedByEntityRunAndState() {
    assertThat(get("/api/tasks?state=open&entityId=" + entity).at("/data/0/id").textValue())
        .isEqualTo(task.toString());
    assertThat(get("/api/tasks?state=answered&entityId=" + entity).at("/total").intValue())
        .isZero();
    assertThat(get("/api/tasks?runId=" + Ids.next()).at("/total").intValue()).isZero();
    assertThat(get("/api/tasks/" + task).at("/title").textValue()).isEqualTo("Leave?");
    assertThat(get("/api/tasks?state=odd").status()).isEqualTo(400);
    assertThat(get("/api/tasks/" + Ids.next()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "flowId=FLOW, 1",
    "flowId=OTHER, 0",
    "uxNodeId=new, 1",
    "uxNodeId=won, 0",
    "kind=approval, 1",
    "kind=deadline, 0",
    "overdue=true, 1",
    "overdue=false, 0",
    "assigned=false, 1",
    "assigned=true, 0"
  })
  void openTasksAreListedByWhatTheyAreAbout(String filter, int found) {
    String flow = get("/api/entities/" + entity).at("/flowId").textValue();
    database.update("UPDATE human_tasks SET due_at = now() - interval '1 day' WHERE id = ?", task);
    String asked = filter.replace("FLOW", flow).replace("OTHER", Ids.next().toString());

    Answer list = get("/api/tasks?entityId=%s&%s".formatted(entity, asked));

    assertThat(list.at("/total").intValue()).as(list.text()).isEqualTo(found);
  }

  @Test
  void tasksOfARunAreListedByItsFlowAndOthersAreNeverOverdue() {
    String flow = published("system", PATH);
    UUID run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, flow_id)
        VALUES (?, 'flow', 'running', 'Fit', 'api', ?)
        """,
        run,
        UUID.fromString(flow));
    database.update(
        """
        INSERT INTO human_tasks (id, run_id, kind, title, choices, assignee, state, due_at)
        VALUES (?, ?, 'step', 'Fit?', '[]', 'Grace', 'answered', now() - interval '1 day')
        """,
        Ids.next(),
        run);

    assertThat(get("/api/tasks?assigned=true&flowId=" + flow).at("/total").intValue()).isOne();
    assertThat(get("/api/tasks?overdue=true&flowId=" + flow).at("/total").intValue()).isZero();
    assertThat(get("/api/tasks?kind=odd").status()).isEqualTo(400);
  }

  @Test
  void aTaskSaysWhomItIsAboutAndWhatAsksIt() {
    String flow =
        published(
            "system",
            "{'nodes':[{'id':'q7','type':'set','label':'Ask them','data':{'values':{'x':'1'}}}],'edges':[]}");
    UUID run = Ids.next();
    UUID ofRun = Ids.next();
    UUID about = contact();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, config, plan_hash)
        VALUES (?, 'flow', 'running', 'Fit', 'api', ?, (SELECT hash FROM flow_versions WHERE flow_id = ?))
        """,
        run,
        tree("{'workflowInput':{'contactId':'%s'}}".formatted(about)),
        UUID.fromString(flow));
    database.update(
        """
        INSERT INTO human_tasks (id, run_id, node_id, kind, title, choices)
        VALUES (?, ?, 'q7', 'step', 'Fit?', '[]')
        """,
        ofRun,
        run);

    JsonNode ofJourney = get("/api/tasks?entityId=" + entity).at("/data/0");
    JsonNode direct = get("/api/tasks?runId=" + run).at("/data/0");

    assertThat(ofJourney.path("personName").textValue()).isEqualTo("Ada");
    assertThat(ofJourney.path("journeyName").textValue()).isEqualTo("Flow");
    assertThat(direct.path("personId").textValue()).isEqualTo(about.toString());
    assertThat(direct.path("personName").textValue()).isEqualTo("Ada");
    assertThat(direct.path("runName").textValue()).isEqualTo("Fit");
    assertThat(direct.path("stepName").textValue()).isEqualTo("Ask them");
    assertThat(get("/api/tasks/" + ofRun).at("/stepName").textValue()).isEqualTo("Ask them");
  }

  @Test
  void anAnswerReachesTheJourneyOnceItFits() {
    closeSoon();

    Answer answer = answer("{'choice':'yes','answer':{'why':'ready'}}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode heard = ScriptedWorkflow.heardBy("journey/" + entity).getLast().argument();
    assertThat(heard.at("/taskId").textValue()).isEqualTo(task.toString());
    assertThat(heard.at("/choice").textValue()).isEqualTo("yes");
    assertThat(heard.at("/answer")).isEqualTo(tree("{'why':'ready'}"));
  }

  @Test
  void anAnswerThatDoesNotFitIsRefusedWithItsPointer() {
    assertThat(answer("{'choice':'perhaps','answer':{'why':'x'}}").pointer()).isEqualTo("/choice");
    assertThat(answer("{'answer':{'why':'x'}}").pointer()).isEqualTo("/choice");
    assertThat(answer("{'choice':'yes'}").pointer()).isEqualTo("/answer/why");
    assertThat(answer("{'choice':'yes','answer':{'why':1}}").pointer()).isEqualTo("/answer/why");
    assertThat(answer("{'choice':1}").status()).isEqualTo(400);
    assertThat(answer("{").status()).isEqualTo(400);
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).isEmpty();
  }

  @Test
  void aTaskThatIsNotOpenTakesNoAnswer() {
    database.update("UPDATE human_tasks SET state = 'expired' WHERE id = ?", task);

    Answer answer = answer("{'choice':'yes','answer':{'why':'x'}}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail").textValue()).contains("expired");
  }

  /** Of a graph that was published before forms were checked. */
  @Test
  void anAnswerToAFormThatCannotBeCheckedIsRefused() {
    database.update("UPDATE human_tasks SET form = ? WHERE id = ?", tree("{'$ref':'#'}"), task);

    Answer answer = answer("{'choice':'yes','answer':{}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/answer");
  }

  @Test
  void theJourneysOwnRefusalIsTold() {
    ScriptedWorkflow.REFUSALS.put(
        "answerTask", new Refusal(Refusal.Code.INVALID, "answer.uxNodeId: name the UX node"));

    Answer answer = answer("{'choice':'yes','answer':{'why':'x'}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/answer/uxNodeId");
  }

  private Answer answer(String body) {
    return post("/api/tasks/" + task + "/answer", json(body));
  }

  @Test
  void theSameAnswerMayComeAgainAndAnotherIsAConflict() {
    closeSoon();
    Answer first = answer("{'choice':'yes','answer':{'why':'ready'}}");

    Answer again = answer("{'choice':'yes','answer':{'why':'ready'}}");
    Answer otherChoice = answer("{'choice':'no','answer':{'why':'ready'}}");
    Answer otherReason = answer("{'choice':'yes','answer':{'why':'late'}}");

    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(otherChoice.status()).isEqualTo(409);
    assertThat(otherReason.status()).isEqualTo(409);
    assertThat(otherReason.at("/detail").textValue()).contains("answered");
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(1);
  }

  @Test
  void ofTwoAnswersAtOnceOneIsToldThatItCameTooLate() {
    closeSoon();

    List<Integer> statuses =
        List.of("yes", "no").parallelStream()
            .map(choice -> answer("{'choice':'" + choice + "','answer':{'why':'x'}}").status())
            .sorted()
            .toList();

    assertThat(statuses).containsExactly(200, 409);
  }

  @Test
  void anAnswerIsBounded() {
    assertThat(
            answer("{'choice':'yes','answer':{'why':'" + "x".repeat(SizeLimits.TASK_ANSWER) + "'}}")
                .pointer())
        .isEqualTo("/answer");
  }

  /** As the journey's projection does a moment after the answer. */
  private void closeSoon() {
    Thread.startVirtualThread(
        () -> {
          while (ScriptedWorkflow.heardBy("journey/" + entity).isEmpty()) {
            Thread.onSpinWait();
          }
          JsonNode heard = ScriptedWorkflow.heardBy("journey/" + entity).getFirst().argument();
          database.update(
              "UPDATE human_tasks SET state = 'answered', choice = ?, answer = ? WHERE id = ?",
              heard.at("/choice").textValue(),
              heard.at("/answer"),
              task);
        });
  }
}
