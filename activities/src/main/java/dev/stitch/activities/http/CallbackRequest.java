package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.activities.step.RenderedJson;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.callback.CallbackRepository;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * Tells an outside worker what is wanted and how to answer.
 *
 * <p>The token goes out at most once. Its hash is written in the transaction that claims the post,
 * so that the token which was posted is the one that answers, over crashes and retries: an attempt
 * that certainly did not arrive is made again with a new token, which replaces the old; one that
 * may have arrived is not repeated.
 */
@Singleton
public class CallbackRequest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOKEN_HASH = "tokenHash";

  private final EffectLedger ledger;
  private final OutboundHttp http;
  private final CallbackRepository callbacks;
  private final String publicUrl;

  /**
   * @param publicUrl where outside workers reach the API ({@code STITCH_PUBLIC_URL})
   */
  public CallbackRequest(
      EffectLedger ledger,
      OutboundHttp http,
      CallbackRepository callbacks,
      @Value("${stitch.public.url:`http://127.0.0.1:8080`}") String publicUrl) {
    this.ledger = ledger;
    this.http = http;
    this.callbacks = callbacks;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** Asks, where the step says whom, and answers the hash of the token to wait for. */
  String ask(StepContext context) throws StepException, InterruptedException {
    if (!context.config().hasNonNull("url")) {
      return callbacks.keepToken(
          context.runId(),
          context.step().id(),
          context.execution(),
          RandomToken.hash(RandomToken.fresh()));
    }
    String key = key(context);
    Optional<JsonNode> earlier = ledger.result(key);
    JsonNode posted = earlier.isPresent() ? earlier.get() : post(context, key);
    return posted.path(TOKEN_HASH).asText();
  }

  /**
   * The effect's key names the run, not the retry chain: a new run waits for an answer of its own
   * and must ask for it again.
   */
  private static String key(StepContext context) {
    return context.runId() + "/" + context.step().id() + "/" + context.execution() + "/callback";
  }

  private JsonNode post(StepContext context, String key)
      throws StepException, InterruptedException {
    HttpUrl url = url(context);
    JsonNode input = input(context);
    Intent intent =
        new Intent(
            key,
            CallbackStep.ID,
            PayloadHash.of(url + "\n" + input),
            context.runId(),
            Duration.ZERO);
    return ledger.perform(
        intent,
        claim -> {
          String token = RandomToken.fresh();
          HttpCall call = call(url, key, body(context, input, token));
          return attempt(context, call, RandomToken.hash(token), claim);
        });
  }

  private OutwardAct.Answer attempt(
      StepContext context, HttpCall call, String tokenHash, OutwardAct.Claim claim)
      throws StepException, InterruptedException {
    Runnable keepToken =
        () ->
            callbacks.replaceToken(
                context.runId(), context.step().id(), context.execution(), tokenHash);
    HttpAnswer answer;
    try {
      answer = http.exchangeOnce(call, () -> claim.take(keepToken));
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (new Expectation(Set.of()).meets(answer.status())) {
      return new OutwardAct.Done(
          null, JsonNodeFactory.instance.objectNode().put(TOKEN_HASH, tokenHash));
    }
    StepException failure = HttpFailure.of(call, answer);
    return HttpFailure.fromGateway(answer)
        ? new OutwardAct.Unclear(failure)
        : new OutwardAct.NotDone(failure);
  }

  private static HttpCall call(HttpUrl url, String key, JsonNode body) {
    return new HttpCall(
        "POST",
        url,
        Headers.of(
            "User-Agent",
            "Stitch",
            "Content-Type",
            "application/json",
            KeyHeader.NAME,
            KeyHeader.value(key)),
        ByteString.encodeUtf8(body.toString()),
        LIMIT);
  }

  private ObjectNode body(StepContext context, JsonNode input, String token) {
    String nodeId = context.step().id();
    String path =
        context.runId()
            + "/"
            + URLEncoder.encode(nodeId, StandardCharsets.UTF_8).replace("+", "%20");
    return JsonNodeFactory.instance
        .objectNode()
        .put("callbackUrl", publicUrl + "/api/stitch/callback/" + path)
        .put("token", token)
        .setAll(question(context, input));
  }

  /** What is asked, by whom. */
  static ObjectNode question(StepContext context, JsonNode input) {
    ObjectNode question =
        JsonNodeFactory.instance
            .objectNode()
            .put("runId", context.runId().toString())
            .put("nodeId", context.step().id());
    question.set("input", input);
    return question;
  }

  static HttpUrl url(StepContext context) throws StepException {
    return RequestComposer.url(context.render(context.config().path("url").asText(), false));
  }

  static JsonNode input(StepContext context) throws StepException {
    JsonNode payload = context.config().path("payload");
    return payload.isMissingNode() || payload.isNull()
        ? context.variables().path("input")
        : RenderedJson.of(context, payload);
  }
}
