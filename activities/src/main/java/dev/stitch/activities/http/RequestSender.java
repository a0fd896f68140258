package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the call of a step. Methods that do the same when they come twice are simply repeated; the
 * others are made at most once, unless the flow says that the server knows an Idempotency-Key.
 */
@Singleton
public class RequestSender {

  private final EffectLedger ledger;
  private final OutboundHttp http;

  public RequestSender(EffectLedger ledger, OutboundHttp http) {
    this.ledger = ledger;
    this.http = http;
  }

  /** The step's output. */
  JsonNode send(StepContext context) throws StepException, InterruptedException {
    JsonNode config = context.config();
    if (config.hasNonNull("connection")) {
      throw new StepException(
          FailureCode.NOT_FOUND,
          "There is no connection \"" + config.path("connection").asText() + "\".");
    }
    return RequestComposer.repeatable(config) ? call(context) : callOnce(context);
  }

  private JsonNode call(StepContext context) throws StepException, InterruptedException {
    HttpCall call = new RequestComposer(context).compose();
    HttpAnswer answer;
    try {
      answer = http.exchange(call);
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (!Expectation.of(context.config().path("expectStatus")).meets(answer.status())) {
      throw HttpFailure.of(call, answer);
    }
    return taken(answer.toJson());
  }

  private JsonNode callOnce(StepContext context) throws StepException, InterruptedException {
    Optional<JsonNode> earlier = ledger.result(context.effectKey());
    if (earlier.isPresent()) {
      return taken(earlier.get());
    }
    HttpCall call = new RequestComposer(context).compose();
    Expectation expected = Expectation.of(context.config().path("expectStatus"));
    return taken(ledger.perform(intent(context, call), claim -> attempt(call, expected, claim)));
  }

  private OutwardAct.Answer attempt(HttpCall call, Expectation expected, OutwardAct.Claim claim)
      throws StepException, InterruptedException {
    HttpAnswer answer;
    try {
      answer = http.exchangeOnce(call, claim::take);
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (expected.meets(answer.status())) {
      return new OutwardAct.Done(null, answer.toJson());
    }
    StepException failure = HttpFailure.of(call, answer);
    return HttpFailure.fromGateway(answer)
        ? new OutwardAct.Unclear(failure)
        : new OutwardAct.NotDone(failure);
  }

  private static Intent intent(StepContext context, HttpCall call) {
    return new Intent(
        context.effectKey(),
        HttpRequestStep.ID,
        call.payloadHash(),
        context.runId(),
        RequestComposer.window(context.config()));
  }

  /**
   * The answer as the step's output. One that is too large is a failure only here: what was asked
   * for has happened, and must not be asked for again.
   */
  private static JsonNode taken(JsonNode answer) throws StepException {
    if (answer.path(HttpAnswer.TOO_LARGE).asBoolean()) {
      throw HttpFailure.tooLarge();
    }
    return answer;
  }
}
