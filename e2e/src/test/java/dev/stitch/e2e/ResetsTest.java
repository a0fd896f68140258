package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see within a minute of an operator's resets. */
class ResetsTest extends OperatedStack {

  @ParameterizedTest
  @EnumSource
  void aResetJourneyGoesOnWithItsPathsAndSendsNothingTwice(OutsideHands.Point point) {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait, mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    awaitRun(entity, "two", "waiting at its event");

    String run = OPERATOR.reset("journey/" + entity, point);

    await(entity, "/temporalRunId", run, "/status", "waiting", "/currentNodeId", "two");
    assertSent(address, 2);
    agrees(entity);
    send(entity, "go");
    await(entity, "/status", "completed");
    assertSent(address, 2);
    agrees(entity);
  }

  @Test
  void aJourneyThatWasTerminatedLivesAgainBesideTheOneThatFollowedIt() {
    String flow = flow(waitInline);
    String address = UUID.randomUUID() + "@example.org";
    String first = enter(flow, address);
    await(first, "/status", "waiting");
    OPERATOR.end("journey/" + first, OutsideHands.End.TERMINATE);
    await(first, "/status", "cancelled");
    String second = enterAgain(flow, first);
    await(second, "/status", "waiting");

    OPERATOR.reset("journey/" + first, OutsideHands.Point.LAST_TASK);

    await(first, "/status", "waiting", "/runs/0/status", "running");
    agrees(first);
    send(first, "go");
    await(first, "/status", "completed");
    await(second, "/status", "waiting");
    assertSent(address, 2);
  }

  @Test
  void aCompletedJourneyThatIsResetEndsAgain() {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    await(entity, "/status", "completed");

    String run = OPERATOR.reset("journey/" + entity, OutsideHands.Point.FIRST_TASK);

    await(entity, "/temporalRunId", run, "/status", "completed");
    assertSent(address, 1);
    agrees(entity);
  }

  /** Temporal applies the answer again before the path has come to its question: it is kept. */
  @Test
  void anAnswerAfterThePointOfTheResetIsTakenWhenThePathComesToItsQuestionAgain() {
    String entity = enter(flow(ask), UUID.randomUUID() + "@example.org");
    String task = awaitTask(entity, "step");
    JsonNode path = run(entity, "one");
    answer(task);
    awaitRun(entity, "one", "waiting at its event");

    String again = OPERATOR.reset(path.get("workflowId").asText(), OutsideHands.Point.FIRST_TASK);

    awaitRow(path.get("id").asText(), again, "running");
    awaitRun(entity, "one", "waiting at its event");
    assertThat(api.get("/api/tasks?state=open&entityId=" + entity).good().get("data")).isEmpty();
    send(entity, "go");
    await(entity, "/status", "completed");
    agrees(entity);
  }

  @ParameterizedTest
  @EnumSource
  void aResetPathDoesNotBlockItsEntityAndSendsNothingTwice(OutsideHands.Point point) {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");

    String run = OPERATOR.reset(run(entity, "one").get("workflowId").asText(), point);

    awaitRow(run(entity, "one").get("id").asText(), run, "running");
    awaitRun(entity, "one", "waiting at its event");
    assertThat(entity(entity).get("status").asText()).isNotEqualTo("blocked");
    send(entity, "go");
    await(entity, "/status", "completed");
    assertSent(address, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aKilledDirectRunThatIsResetIsOpenAgain(OutsideHands.Point point) {
    String run =
        api.post("/api/flows/" + waitAlone() + "/run", Canvas.json("{'input':{'n':1}}").toString())
            .good()
            .get("runId")
            .asText();
    OPERATOR.awaitCompletedTask("run/" + run);
    api.post("/api/workflows/" + run + "/kill", "{}").good();

    String again = OPERATOR.reset("run/" + run, point);

    awaitRow(run, again, "running");
    awaitNode(run, "wait", "waiting");
    signal("run/" + run, "go");
    awaitRunStatus(run, "completed");
  }

  /** Its turns were paid for, and its calls carried out: only the person is asked again. */
  @Test
  void anAgentThatIsResetAsksAgainAndNeitherPaysNorSendsTwice() {
    String address = UUID.randomUUID() + "@example.org";
    JsonNode begun = api.post("/api/agents/runs", mailingAgent(address)).good();
    String run = begun.get("runId").asText();
    awaitQuestion(run);

    OPERATOR.reset("agent/" + run, OutsideHands.Point.LAST_TASK);
    approve(run);
    awaitRunStatus(run, "completed");
    JsonNode before = api.get("/api/workflows/" + run).good();
    String again = OPERATOR.reset("agent/" + run, OutsideHands.Point.FIRST_TASK);
    awaitRow(run, again, "running");
    approve(run);
    awaitRunStatus(run, "completed");

    JsonNode after = api.get("/api/workflows/" + run).good();
    assertSent(address, 1);
    for (String sum : List.of("inputTokens", "outputTokens", "costUsd", "result")) {
      assertThat(after.get(sum)).as(sum).isEqualTo(before.get(sum));
    }
    assertThat(after.get("steps")).hasSameSizeAs(before.get("steps"));
    String messages = "/api/sessions/" + begun.get("sessionId").asText() + "/messages";
    assertThat(api.get(messages).good().get("data")).hasSize(4);
  }

  private static String mailingAgent(String address) {
    return Canvas.json(
            """
            {'task':'Greet them','tools':['mail.send'],'script':{'turns':[
              {'text':'A mail it is.','toolCalls':[
                {'name':'mail.send','input':{'to':'%s','subject':'Hello','text':'Hi.'}}]},
              {'text':'They have mail.'}]}}
            """
                .formatted(address))
        .toString();
  }

  private static String awaitQuestion(String run) {
    String open = "/api/tasks?state=open&runId=" + run;
    Eventually.within(A_MINUTE)
        .until(
            () -> api.get(open).good().get("total").asInt() == 1,
            () -> "the agent asks: " + api.get("/api/workflows/" + run).body());
    return api.get(open).good().at("/data/0/id").asText();
  }

  private static void approve(String run) {
    api.post("/api/tasks/" + awaitQuestion(run) + "/answer", "{\"choice\":\"approve\"}").good();
  }

  @ParameterizedTest
  @EnumSource
  void whatACallerHasCalledIsHeardByTheCallerThatWasReset(OutsideHands.Point point) {
    String one = enter(flow(callOne), UUID.randomUUID() + "@example.org");
    String many = enter(flow(callMany), UUID.randomUUID() + "@example.org");
    String subflow = awaitCalled(one, 1).getFirst();
    List<String> items = awaitCalled(many, 3);
    // One item has ended before the reset, and its end is in no history that is left.
    signal(items.getFirst(), "go");
    awaitRunStatus(items.getFirst().substring("run/".length()), "completed");

    OPERATOR.reset(run(one, "one").get("workflowId").asText(), point);
    OPERATOR.reset(run(many, "one").get("workflowId").asText(), point);
    OPERATOR.reset(eachOf(many), point);
    OPERATOR.reset(items.get(1), point);

    signal(subflow, "go");
    await(one, "/status", "completed");
    awaitNode(items.get(1).substring("run/".length()), "wait", "waiting");
    signal(items.get(1), "go");
    signal(items.get(2), "go");
    await(many, "/status", "completed");
  }

  @Test
  void aPathThatIsResetAfterItHasBlockedItsEntityUnblocksIt() {
    String entity = enter(flow(mailAndWait), UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");
    String path = run(entity, "one").get("workflowId").asText();
    OPERATOR.end(path, OutsideHands.End.TERMINATE);
    await(entity, "/status", "blocked");
    String task = awaitTask(entity, "blocked");

    OPERATOR.reset(path, OutsideHands.Point.LAST_TASK);
    awaitNode(run(entity, "one").get("id").asText(), "wait", "waiting");
    signal(path, "go");

    await(entity, "/status", "completed");
    assertThat(api.get("/api/tasks/" + task).good().get("state").asText()).isEqualTo("cancelled");
    agrees(entity);
  }

  @Test
  void aPathOfALaterStageEndsWithTheJourneyThatWasResetAndEndsElsewhere() {
    String flow = flow(mailAndWait, mailAndWait);
    String entity = enter(flow, UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    awaitRun(entity, "two", "waiting at its event");
    String later = run(entity, "two").get("id").asText();
    // The stage that it is set back to has more to do by now.
    api.map(flow, "one", ask);

    OPERATOR.reset("journey/" + entity, OutsideHands.Point.FIRST_TASK);
    await(entity, "/currentNodeId", "one", "/status", "waiting");
    awaitTask(entity, "step");
    api.post("/api/entities/" + entity + "/cancel", "{}").good();

    await(entity, "/status", "cancelled");
    Eventually.within(A_MINUTE.multipliedBy(2))
        .until(
            () ->
                api.get("/api/workflows/" + later)
                    .good()
                    .get("status")
                    .asText()
                    .equals("cancelled"),
            () -> "the later path is cancelled: " + api.get("/api/workflows/" + later).body());
  }
}
