package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;

/** Records what Temporal starts when a schedule is due. */
final class ScheduledScenarios {

  private static final String ROUTE = "/api/schedules";

  private final Runs runs;
  private final WorkflowClient temporal;
  private final HistoryFiles files;

  ScheduledScenarios(Api api, WorkflowClient temporal, HistoryFiles files) {
    this.runs = new Runs(api);
    this.temporal = temporal;
    this.files = files;
  }

  void record() throws IOException {
    if (files.has("scheduled")) {
      return;
    }
    continued();
    cancelled();
    refused();
  }

  /** Looks at a run until it has continued as new, and then until that run has ended. */
  private void continued() throws IOException {
    String schedule = schedule(waiting());
    String workflowId = due(schedule);
    String run = begun(schedule);
    EarlyContinuation.await(temporal, workflowId);
    runs.act(run, "cancel");
    files.write("scheduled", "continued", workflowId);
  }

  /** Cancelled by what is due next, it cancels its run and lives as long as that. */
  private void cancelled() throws IOException {
    String schedule = schedule(waiting());
    String workflowId = due(schedule);
    begun(schedule);
    temporal.newUntypedWorkflowStub(workflowId).cancel("due again");
    files.write("scheduled", "cancelled", workflowId);
  }

  private void refused() throws IOException {
    String flow = waiting();
    String schedule = schedule(flow);
    runs.api().remove("/api/flows/" + flow, "*").good();
    files.write("scheduled", "refused", due(schedule));
  }

  private String waiting() {
    return runs.api()
        .flow(
            "system",
            "Scheduled",
            new Canvas().node("wait", "wait", "{'duration':'P30D'}").graph());
  }

  private String schedule(String flow) {
    return runs.api()
        .post(
            ROUTE,
            Canvas.json(
                "{'name':'Recorded','kind':'flow','target':{'flowId':'%s'},'every':'P1D'}"
                    .formatted(flow)))
        .good()
        .get("id")
        .asText();
  }

  /** Has Temporal start it now; answers the id of what it starts. */
  private String due(String schedule) {
    runs.api().post(ROUTE + "/" + schedule + "/run", "").good();
    Eventually.within(Duration.ofSeconds(60))
        .until(() -> !started(schedule).isEmpty(), () -> "Temporal lists what it has started");
    return started(schedule);
  }

  private String started(String schedule) {
    return temporal
        .listExecutions("WorkflowType = 'ScheduledRun'")
        .map(execution -> execution.getExecution().getWorkflowId())
        .filter(id -> id.contains(schedule))
        .findFirst()
        .orElse("");
  }

  private String begun(String schedule) {
    Eventually.within(Duration.ofSeconds(60))
        .until(() -> fire(schedule).hasNonNull("runId"), () -> "a run: " + fire(schedule));
    return fire(schedule).get("runId").asText();
  }

  private JsonNode fire(String schedule) {
    return runs.api().get(ROUTE + "/" + schedule).good().at("/lastRuns/0");
  }
}
