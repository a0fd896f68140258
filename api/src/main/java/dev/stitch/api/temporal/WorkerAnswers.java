package dev.stitch.api.temporal;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a worker do something, and waits for what comes of it. */
@Singleton
public class WorkerAnswers {

  private final Launcher launcher;
  private final WorkflowClient client;

  WorkerAnswers(Launcher launcher, WorkflowClient client) {
    this.launcher = launcher;
    this.client = client;
  }

  /**
   * The result of a workflow, which is started unless it was before.
   *
   * @param tooLate what the answer says when there is none in time
   * @throws ApiProblem 503 when no worker answers in time
   */
  public <T> T ask(Launch launch, Duration patience, Class<T> type, String tooLate) {
    launcher.start(launch);
    try {
      return client
          .newUntypedWorkflowStub(launch.workflowId())
          .getResult(patience.toSeconds(), TimeUnit.SECONDS, type);
    } catch (TimeoutException | WorkflowFailedException e) {
      throw ApiProblem.unavailable(tooLate);
    }
  }
}
