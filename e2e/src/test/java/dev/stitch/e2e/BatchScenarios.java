package dev.stitch.e2e;

import dev.stitch.batch.BatchWorkflow;
import dev.stitch.connectors.testing.FakePlatform;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.model.RunFamily;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Records runs that work in slices: syncs of an X that holds them up, and a pruning. */
final class BatchScenarios {

  private static final String FOLLOWERS = "/2/users/" + FakeX.OWN_ID + "/followers";
  private static final int USUAL_LIMIT = 300;

  private final Runs runs;
  private final WorkflowClient temporal;
  private final HistoryFiles files;
  private final FakeX x;

  BatchScenarios(Api api, WorkflowClient temporal, HistoryFiles files, FakeX x) {
    this.runs = new Runs(api);
    this.temporal = temporal;
    this.files = files;
    this.x = x;
  }

  /** What the stack is to be told of the X that these scenarios hold up. */
  static Map<String, String> environment(FakeX x) {
    return Map.of(
        "STITCH_X_API_URL",
        x.url().toString(),
        "STITCH_X_TOKEN_URL",
        x.url() + FakeX.TOKEN_PATH,
        "STITCH_X_CLIENT_ID",
        "client");
  }

  void record() throws IOException, InterruptedException {
    if (files.has("batch")) {
      return;
    }
    x.followers(6);
    for (int id = 1; id <= 4; id++) {
      x.post("100" + id, "Recorded");
    }
    x.pagesOf(2);
    String connection =
        runs.api()
            .post(
                "/api/connections",
                "{\"toolkit\":\"x\",\"name\":\"Recorded\",\"secret\":%s}".formatted(secret()))
            .good()
            .get("id")
            .asText();
    paused();
    held(connection);
    cancelled();
    continued(connection);
    pruned();
    failed();
  }

  /** Waits for a limit of X's, is paused and resumed meanwhile, then waits for a dead grant. */
  private void held(String connection) throws IOException {
    x.limit(1, Instant.now().plusSeconds(8));
    String run = sync("tweets");
    runs.await(run, "/waitingOn/0/reason", "rate_limit");
    runs.act(run, "pause");
    runs.await(run, "paused");
    runs.act(run, "resume");
    runs.await(run, "running");
    x.tokens().revoke();
    x.limit(USUAL_LIMIT, Instant.now().plusSeconds(900));
    runs.await(run, "/waitingOn/0/reason", "needs_reconnect");
    reconnect(connection);
    write("held", run);
  }

  /**
   * Paused in the midst of a slice, which ends with its page; the next one begins at the resume.
   */
  private void paused() throws IOException, InterruptedException {
    FakePlatform.Held page = x.holdNext(FOLLOWERS);
    String run = sync("contacts");
    page.awaitArrival();
    runs.act(run, "pause");
    page.release();
    runs.await(run, "/processedItems", "2");
    runs.await(run, "paused");
    runs.act(run, "resume");
    write("paused", run);
  }

  private void cancelled() throws IOException, InterruptedException {
    FakePlatform.Held page = x.holdNext(FOLLOWERS);
    String run = sync("contacts");
    page.awaitArrival();
    runs.act(run, "cancel");
    write("cancelled", run);
    page.release();
  }

  private void failed() throws IOException {
    x.failNext(FOLLOWERS, FakeX.forbidden());
    write("failed", sync("contacts"));
  }

  /** Told again and again that its grant may live, until it continues as new; then it does live. */
  private void continued(String connection) throws IOException {
    x.tokens().revoke();
    String run = sync("contacts");
    runs.await(run, "/waitingOn/0/reason", "needs_reconnect");
    String workflowId = RunFamily.BATCH.workflowId(run);
    EarlyContinuation.bringAbout(
        temporal,
        workflowId,
        n -> temporal.newWorkflowStub(BatchWorkflow.class, workflowId).lookAgain());
    reconnect(connection);
    write("continued", run);
  }

  private void pruned() throws IOException {
    String pruning = "{\"criteria\":\"contact.name == 'follower1'\"}";
    write("pruned", runs.api().post("/api/workflows/prune", pruning).good().get("runId").asText());
  }

  private String sync(String type) {
    return runs.api()
        .post("/api/platforms/x/sync", Canvas.json("{'type':'" + type + "'}"))
        .good()
        .get("runId")
        .asText();
  }

  private void reconnect(String connection) {
    runs.api()
        .send(
            "PATCH",
            "/api/connections/" + connection,
            "application/json",
            "{\"secret\":%s}".formatted(secret()))
        .good();
  }

  private void write(String kind, String run) throws IOException {
    runs.awaitEnd(run);
    files.write("batch", kind, RunFamily.BATCH.workflowId(run));
  }

  /** Tokens that X takes, as JSON text within JSON. */
  private String secret() {
    return "\"{\\\"accessToken\\\":\\\"%s\\\",\\\"refreshToken\\\":\\\"%s\\\"}\""
        .formatted(x.tokens().accessToken(), x.tokens().refreshToken());
  }
}
