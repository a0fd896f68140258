package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.json.StorableJson;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.run.StepRequestRepository;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the call of a step. Methods that do the same when they come twice are simply repeated; the
 * others are made at most once, unless the flow says that the server knows an Idempotency-Key.
 */
@Singleton
public class RequestSender {

  private final EffectLedger ledger;
  private final OutboundHttp http;
  private final BoundConnections connections;
  private final StepRequestRepository requests;

  public RequestSender(
      EffectLedger ledger,
      OutboundHttp http,
      BoundConnections connections,
      StepRequestRepository requests) {
    this.ledger = ledger;
    this.http = http;
    this.connections = connections;
    this.requests = requests;
  }

  /** The step's output; what a call has sent that failed is kept for those who look into it. */
  JsonNode send(StepContext context) throws StepException, InterruptedException {
    boolean repeatable = RequestComposer.repeatable(context.config());
    if (!repeatable) {
      Optional<JsonNode> earlier = ledger.result(context.effectKey());
      if (earlier.isPresent()) {
        return taken(earlier.get());
      }
    }
    Composed composed = composed(context);
    try {
      return taken(repeatable ? call(context, composed) : callOnce(context, composed));
    } catch (StepException failure) {
      keep(context, composed);
      throw failure;
    }
  }

  private void keep(StepContext context, Composed composed) {
    JsonNode request = new SentRequest(composed.call(), composed.hiding()).toJson();
    requests.keep(context.runId(), context.step().id(), StorableJson.withoutNul(request));
  }

  /** The credentials that the step calls with, empty when it calls without. */
  private Optional<HttpCredential> credential(StepContext context) throws StepException {
    JsonNode reference = context.config().path("connection");
    if (!reference.isTextual()) {
      return Optional.empty();
    }
    Connection connection = connections.of(context, Toolkit.HTTP, reference.textValue());
    return Optional.of(HttpCredential.of(connection, connections.secret(connection)));
  }

  /** A call, signed when there are credentials, and what of it nothing may show. */
  private record Composed(HttpCall call, SecretRedaction hiding) {}

  private Composed composed(StepContext context) throws StepException {
    HttpCall call = new RequestComposer(context).compose();
    Optional<HttpCredential> credential = credential(context);
    return credential.isPresent()
        ? composed(credential.get().on(call), credential.get().secrets())
        : composed(call, List.of());
  }

  private static Composed composed(HttpCall call, List<String> secrets) {
    return new Composed(call, SecretRedaction.of(call.headers(), secrets));
  }

  private JsonNode call(StepContext context, Composed composed)
      throws StepException, InterruptedException {
    HttpCall call = composed.call();
    HttpAnswer answer;
    try {
      answer = composed.hiding().in(http.exchange(call));
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (!Expectation.of(context.config().path("expectStatus")).meets(answer.status())) {
      throw HttpFailure.of(call, answer);
    }
    return answer.toJson();
  }

  private JsonNode callOnce(StepContext context, Composed composed)
      throws StepException, InterruptedException {
    Expectation expected = Expectation.of(context.config().path("expectStatus"));
    return ledger.perform(
        intent(context, composed.call()), claim -> attempt(composed, expected, claim));
  }

  private OutwardAct.Answer attempt(Composed composed, Expectation expected, OutwardAct.Claim claim)
      throws StepException, InterruptedException {
    HttpCall call = composed.call();
    HttpAnswer answer;
    try {
      answer = composed.hiding().in(http.exchangeOnce(call, claim::take));
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
