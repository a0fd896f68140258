package dev.stitch.e2e;

import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;

/** Records how saved mail is tried out. */
final class MailScenarios {

  private static final String ROUTE = "/api/mail-templates";

  private final Api api;
  private final WorkflowClient temporal;
  private final HistoryFiles files;

  MailScenarios(Api api, WorkflowClient temporal, HistoryFiles files) {
    this.api = api;
    this.temporal = temporal;
    this.files = files;
  }

  void record() throws IOException {
    if (files.has("mail-test")) {
      return;
    }
    String mail =
        ROUTE
            + "/"
            + api.post(
                    ROUTE,
                    Canvas.json("{'name':'Recorded','subject':'S','text':'http://127.0.0.1:1/'}"))
                .good()
                .get("id")
                .asText();
    api.post(mail + "/test", Canvas.json("{'to':'tester@example.org','mailbox':'built-in'}"))
        .good();
    write("mail-test", "MailTest");
    api.post(mail + "/check-links", "{}").good();
    write("link-check", "LinkCheck");
  }

  /** There is one of each type in this stack; the server's list of them comes a moment late. */
  private void write(String scenario, String workflowType) throws IOException {
    Eventually.within(Duration.ofSeconds(20))
        .until(() -> !first(workflowType).isEmpty(), () -> "the server lists a " + workflowType);
    files.write(scenario, "run", first(workflowType));
  }

  private String first(String workflowType) {
    return temporal
        .listExecutions("WorkflowType = '" + workflowType + "'")
        .map(execution -> execution.getExecution().getWorkflowId())
        .findFirst()
        .orElse("");
  }
}
