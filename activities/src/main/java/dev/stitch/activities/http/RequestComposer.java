package dev.stitch.activities.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.RenderedJson;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.Durations;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/** Makes the call of a step: texts rendered, headers checked. */
final class RequestComposer {

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

  private static final Set<String> NOT_REPEATABLE = Set.of("POST", "PATCH");

  /** Decided by the connection, not by a flow. */
  private static final Set<String> NOT_TO_BE_SET =
      Set.of(
          "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade");

  private final StepContext context;

  RequestComposer(StepContext context) {
    this.context = context;
  }

  HttpCall compose() throws StepException {
    JsonNode config = context.config();
    String method = method(config);
    Body body = body(config.path("body"));
    if (body != null && (method.equals("GET") || method.equals("HEAD"))) {
      throw invalid("A " + method + " has no body.");
    }
    if (body == null && (method.equals("POST") || method.equals("PUT") || method.equals("PATCH"))) {
      body = new Body(ByteString.EMPTY, null);
    }
    return new HttpCall(
        method,
        url(context.render(config.path("url").asText(), false)),
        headers(config.path("headers"), body),
        body == null ? null : body.bytes(),
        limit());
  }

  /** Whether the call does the same when it comes twice, by its method. */
  static boolean repeatable(JsonNode config) {
    return !NOT_REPEATABLE.contains(method(config));
  }

  /** How long the server knows an Idempotency-Key; zero when the flow does not say that it does. */
  static Duration window(JsonNode config) {
    JsonNode window = config.path("idempotencyWindow");
    return window.isTextual() ? Durations.parse(window.asText()) : Duration.ZERO;
  }

  private static String method(JsonNode config) {
    return config.path("method").asText("GET").toUpperCase(Locale.ROOT);
  }

  /** A little less than the step has, so that the failure is told by who knows it best. */
  private Duration limit() {
    Duration timeout = context.step().timeout();
    return timeout == null ? DEFAULT_LIMIT : timeout.multipliedBy(9).dividedBy(10);
  }

  /**
   * @throws StepException {@code INVALID_CONFIG} when it is no URL that a call may have
   */
  static HttpUrl url(String text) throws StepException {
    HttpUrl url;
    try {
      url = HttpUrl.get(text.strip());
    } catch (IllegalArgumentException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "\"url\" is no http or https URL: " + e.getMessage(), e);
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw invalid("\"url\" must not hold a user or password; use a header.");
    }
    return url;
  }

  private Headers headers(JsonNode config, Body body) throws StepException {
    Headers.Builder headers = new Headers.Builder();
    headers.set("User-Agent", "Stitch");
    if (!repeatable(context.config())) {
      headers.set(KeyHeader.NAME, KeyHeader.value(context.effectKey()));
    }
    if (body != null && body.contentType() != null) {
      headers.set("Content-Type", body.contentType());
    }
    for (Map.Entry<String, JsonNode> header : config.properties()) {
      String name = header.getKey();
      if (NOT_TO_BE_SET.contains(name.toLowerCase(Locale.ROOT))) {
        throw invalid("The header " + name + " cannot be set.");
      }
      try {
        headers.set(name, context.render(header.getValue().asText(), false).strip());
      } catch (IllegalArgumentException e) {
        // Its message repeats the value, which may be a secret.
        throw invalid("The header \"" + name + "\" has a name or value that no header can have.");
      }
    }
    return headers.build();
  }

  private record Body(ByteString bytes, String contentType) {}

  private Body body(JsonNode config) throws StepException {
    if (config.isMissingNode() || config.isNull()) {
      return null;
    }
    String text =
        config.isTextual()
            ? context.render(config.asText(), false)
            : RenderedJson.of(context, config).toString();
    return new Body(
        ByteString.encodeUtf8(text),
        isJson(text) ? "application/json" : "text/plain; charset=utf-8");
  }

  private static boolean isJson(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text).isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static StepException invalid(String message) {
    return new StepException(FailureCode.INVALID_CONFIG, message);
  }
}
