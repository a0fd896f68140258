package dev.stitch.api.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.driver.RunSignals;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.launch.Polling;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.path.PathWorkflow;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.callback.Callback;
import dev.stitch.store.callback.CallbackAnswer;
import dev.stitch.store.callback.CallbackRepository;
import dev.stitch.store.run.StepOutputRepository;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Takes the answers of outside workers. The first answer is kept before it is passed on, and the
 * workflow takes one per question: however often it is sent, and by how many at once, it counts
 * once and is answered alike.
 */
@Singleton
class Callbacks {

  /** A worker may answer before the step's wait is in the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CallbackRepository repository;
  private final StepOutputRepository outputs;
  private final WorkflowClient client;

  Callbacks(CallbackRepository repository, StepOutputRepository outputs, WorkflowClient client) {
    this.repository = repository;
    this.outputs = outputs;
    this.client = client;
  }

  /**
   * Takes an answer and waits, for a while, until its step has gone on.
   *
   * @throws ApiProblem 401 without the token; 404 nothing was asked there; 409 the step does not
   *     wait any more; 422 the answer cannot be kept; 503 the step is still asking
   */
  CallbackView answer(UUID runId, String nodeId, @Nullable String token, CallbackBody body) {
    if (token == null || token.isEmpty()) {
      throw ApiProblem.unauthorized("The callback's token is missing.");
    }
    Callback callback = find(runId, nodeId);
    if (!RandomToken.matches(token, callback.tokenHash())) {
      throw ApiProblem.unauthorized("This is not the callback's token.");
    }
    Callback answered = callback.answer() == null ? keep(callback, body) : callback;
    if (answered.waiting()) {
      passOn(answered);
    }
    return new CallbackView(runId, nodeId, answered.answer().status());
  }

  private Callback find(UUID runId, String nodeId) {
    return repository
        .find(runId, nodeId)
        .orElseThrow(
            () -> ApiProblem.missing("Run " + runId + " asks nothing at node " + nodeId + "."));
  }

  /** The callback with its first answer, be it this one or one that came meanwhile. */
  private Callback keep(Callback callback, CallbackBody body) {
    requireKeepable(body);
    Callback waiting = awaitWaiting(callback);
    if (waiting.answer() == null) {
      JsonNode output =
          outputs.fit(callback.runId(), callback.nodeId(), callback.execution(), body.output());
      repository.answer(waiting, new CallbackAnswer(body.status(), output, error(body)));
    }
    return find(callback.runId(), callback.nodeId());
  }

  private Callback awaitWaiting(Callback callback) {
    UUID runId = callback.runId();
    String nodeId = callback.nodeId();
    Polling.until(PATIENCE, () -> !find(runId, nodeId).asking());
    Callback now = find(runId, nodeId);
    if (now.asking()) {
      throw ApiProblem.unavailable(
          "Node " + nodeId + " of run " + runId + " does not wait yet; answer again.");
    }
    if (!now.waiting() && now.answer() == null) {
      throw ApiProblem.conflict(
          now.runStatus().isFinal()
              ? "Run " + runId + " is " + now.runStatus().word() + " already."
              : "Node " + nodeId + " of run " + runId + " is " + now.stepStatus() + " already.");
    }
    return now;
  }

  private static void requireKeepable(CallbackBody body) {
    if (body.status() == null) {
      throw ApiProblem.invalid("/status", "must be completed or failed");
    }
    BoundedJson.require("/output", body.output(), SizeLimits.CALLBACK_OUTPUT);
    if (body.output() != null && body.output().has(StepOutputRepository.REFERENCE)) {
      throw ApiProblem.invalid(
          "/output", "must have no field named " + StepOutputRepository.REFERENCE);
    }
  }

  private static @Nullable String error(CallbackBody body) {
    JsonNode error = body.error();
    if (error == null || error.isNull()) {
      return null;
    }
    return error.isTextual() ? error.textValue() : error.toString();
  }

  private void passOn(Callback callback) {
    RunSignals.Callback signal = signal(callback);
    try {
      switch (callback.isolation()) {
        case CHILD ->
            client
                .newWorkflowStub(PathWorkflow.class, callback.temporalWorkflowId())
                .callback(signal);
        case INLINE ->
            client
                .newWorkflowStub(JourneyWorkflow.class, callback.temporalWorkflowId())
                .callback(signal);
      }
    } catch (WorkflowNotFoundException ended) {
      requireGoneOn(callback);
      return;
    }
    // The signal is kept by Temporal: an idle worker delays the step, and loses nothing.
    Polling.until(PATIENCE, () -> !find(callback.runId(), callback.nodeId()).waiting());
  }

  /** The same answer, delivered at the same time, may have let the run go on to its end. */
  private void requireGoneOn(Callback callback) {
    Polling.until(PATIENCE, () -> !find(callback.runId(), callback.nodeId()).waiting());
    if (!find(callback.runId(), callback.nodeId()).goneOn()) {
      throw ApiProblem.conflict("Run " + callback.runId() + " has just ended.");
    }
  }

  private static RunSignals.Callback signal(Callback callback) {
    CallbackAnswer answer = callback.answer();
    StepFailure failure =
        switch (answer.status()) {
          case COMPLETED -> null;
          case FAILED ->
              new StepFailure(
                  FailureCode.REJECTED,
                  answer.error() == null ? "The outside worker failed." : answer.error());
        };
    return new RunSignals.Callback(
        callback.runId(), callback.nodeId(), callback.execution(), answer.output(), failure);
  }
}
