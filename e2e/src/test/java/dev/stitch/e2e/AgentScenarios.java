package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records runs of agents, all but one by a model that says what its script says. */
final class AgentScenarios {

  private static final String DECIDE =
      "{'toolCalls':[{'name':'decide','input':{'decision':'go on'}}]}";
  private static final String ASK =
      "{'toolCalls':[{'name':'ask.person','input':{'question':'Shall I?'}}]}";

  private final Runs runs;
  private final HistoryFiles files;

  AgentScenarios(Api api, HistoryFiles files) {
    this.runs = new Runs(api);
    this.files = files;
  }

  void record() throws IOException {
    if (files.has("agent")) {
      return;
    }
    people();
    cancelled();
    limited();
    unaffordable();
    continued();
    compacted();
    inWorkspace();
  }

  /**
   * Four calls side by side, of which a person approves one and refuses another while the run is
   * paused and resumed; then a question that is answered, and one to which somebody writes instead.
   */
  private void people() throws IOException {
    JsonNode begun =
        begin(
            "'script':{'turns':[{'thinking':'Two mails.','toolCalls':["
                + "{'name':'decide','input':{'decision':'both'}},"
                + "{'name':'contacts.search','input':{'limit':1}},"
                + mail("ada")
                + ","
                + mail("grace")
                + "]},"
                + ASK
                + ","
                + ASK
                + ",{'text':'Done.'}]}");
    String run = begun.get("runId").asText();
    awaitTasks(run, 2);
    runs.act(run, "pause");
    runs.await(run, "paused");
    answer(run, "ada@example.org", "approve");
    runs.act(run, "resume");
    answer(run, "grace@example.org", "refuse");
    awaitTasks(run, 1);
    runs.api()
        .post(
            "/api/tasks/" + runs.tasks("runId=" + run).get(0).get("id").asText() + "/answer",
            Canvas.json("{'answer':{'answer':'Yes.'}}"))
        .good();
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> runs.tasks("runId=" + run).findValuesAsText("nodeId").contains("turn-3.0"),
            () -> "asks again: " + runs.view(run));
    runs.api()
        .post(
            "/api/sessions/" + begun.get("sessionId").asText() + "/messages",
            Canvas.json("{'text':'Do as you like.'}"))
        .good();
    write("people", run);
  }

  private void cancelled() throws IOException {
    String run = start("'script':{'turns':[" + ASK + "]}");
    awaitTasks(run, 1);
    runs.act(run, "cancel");
    write("cancelled", run);
  }

  private void limited() throws IOException {
    write("limited", start("'maxTurns':2,'script':{'turns':[" + turns(3) + "]}"));
  }

  /** The provider is not asked: a person is, who gives too little and then no more. */
  private void unaffordable() throws IOException {
    String run = start("'model':'claude-opus-5-5','budgetUsd':0.01");
    awaitTasks(run, 1);
    String first = decideOnMoney(run, "{'choice':'go_on','answer':{'topUpUsd':0.01}}");
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () ->
                runs.tasks("runId=" + run).findValuesAsText("id").stream()
                    .anyMatch(task -> !task.equals(first)),
            () -> "asks again: " + runs.view(run));
    decideOnMoney(run, "{'choice':'stop'}");
    write("unaffordable", run);
  }

  private String decideOnMoney(String run, String answer) {
    String task = runs.tasks("runId=" + run).get(0).get("id").asText();
    runs.api().post("/api/tasks/" + task + "/answer", Canvas.json(answer)).good();
    return task;
  }

  private void continued() throws IOException {
    write("continued", start("'script':{'turns':[" + turns(8) + ",{'text':'Done.'}]}"));
  }

  /** Its model takes few tokens, so that what is old is summed up. */
  private void compacted() throws IOException {
    write(
        "compacted",
        start("'script':{'windowTokens':300,'turns':[" + turns(6) + ",{'text':'Done.'}]}"));
  }

  /** The agent of the blueprint that mends a sample repository. */
  private void inWorkspace() throws IOException {
    runs.api().post("/api/blueprints/repository-fixer/try", "{}").good();
    String agents = "/api/workflows?agentType=fixer";
    Eventually.within(Duration.ofMinutes(2))
        .until(
            () -> runs.api().get(agents).good().get("total").asInt() == 1,
            () -> "the flow calls its agent");
    write("workspace", runs.api().get(agents).good().at("/data/0/id").asText());
  }

  private static String turns(int count) {
    return Stream.generate(() -> DECIDE).limit(count).collect(Collectors.joining(","));
  }

  private static String mail(String name) {
    return "{'name':'mail.send','input':{'to':'%s@example.org','subject':'Hello','text':'Hi.'}}"
        .formatted(name);
  }

  private JsonNode begin(String fields) {
    return runs.api()
        .post("/api/agents/runs", Canvas.json("{'task':'Recorded'," + fields + "}"))
        .good();
  }

  private String start(String fields) {
    return begin(fields).get("runId").asText();
  }

  private void awaitTasks(String run, int count) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> runs.tasks("runId=" + run).size() == count,
            () -> count + " questions: " + runs.view(run));
  }

  private void answer(String run, String about, String choice) {
    for (JsonNode task : runs.tasks("runId=" + run)) {
      if (task.path("description").asText().contains(about)) {
        runs.answer(task, choice);
      }
    }
  }

  private void write(String kind, String run) throws IOException {
    runs.awaitEnd(run);
    files.write("agent", kind, RunFamily.AGENT.workflowId(run));
  }
}
