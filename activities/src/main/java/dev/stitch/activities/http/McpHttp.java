package dev.stitch.activities.http;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * MCP's streamable HTTP by calls that go through the outbound guard: one conversation with one
 * server. Each message is a call, and of what comes back only the answer to it is taken: what a
 * server asks or tells unasked is not heard.
 */
public final class McpHttp implements McpClientTransport {

  private static final String EVENTS = "text/event-stream";
  private static final String SESSION = HttpHeaders.MCP_SESSION_ID.toLowerCase(Locale.ROOT);
  private static final int FIRST_REFUSAL = 400;

  /** How a line of an event's data begins. */
  private static final String DATA = "data:";

  private final OutboundHttp http;
  private final McpJsonMapper json;
  private final HttpUrl url;
  private final String token;
  private final Duration limit;
  private volatile @Nullable String session;
  private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;

  /**
   * A conversation that begins with the first message.
   *
   * @param url where the server is
   * @param token what it asks for as a bearer token; empty for nothing
   * @param limit longest time for one answer
   * @throws StepException {@code INVALID_CONFIG} when the address is none
   */
  public McpHttp(OutboundHttp http, McpJsonMapper json, String url, String token, Duration limit)
      throws StepException {
    this.http = http;
    this.json = json;
    this.url = RequestComposer.url(url);
    this.token = token;
    this.limit = limit;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    this.handler = handler;
    return Mono.empty();
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.deferContextual(
            context ->
                Mono.fromCallable(
                    () ->
                        send(
                            message,
                            context.getOrDefault(
                                McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION,
                                ProtocolVersions.MCP_2025_11_25))))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(answer -> handler.apply(Mono.just(answer)))
        .then();
  }

  /** The answer to a request; null to a message that has none. */
  private @Nullable JSONRPCMessage send(JSONRPCMessage message, String version)
      throws IOException, StepException, InterruptedException {
    HttpCall call = call(message, version);
    HttpAnswer answer = exchange(call);
    String begun = answer.headers().get(SESSION);
    session = begun == null ? session : begun;
    return message instanceof JSONRPCRequest request ? answerTo(request, answer) : null;
  }

  private HttpCall call(JSONRPCMessage message, String version) throws IOException {
    Headers.Builder headers =
        new Headers.Builder()
            .add("User-Agent", "Stitch")
            .add("Accept", "application/json, " + EVENTS)
            .add("Content-Type", "application/json")
            .add(HttpHeaders.PROTOCOL_VERSION, version);
    if (session != null) {
      headers.add(HttpHeaders.MCP_SESSION_ID, session);
    }
    if (!token.isEmpty()) {
      headers.add("Authorization", "Bearer " + token);
    }
    ByteString body = ByteString.encodeUtf8(json.writeValueAsString(message));
    return new HttpCall("POST", url, headers.build(), body, limit);
  }

  private HttpAnswer exchange(HttpCall call) throws StepException, InterruptedException {
    HttpAnswer answer;
    try {
      answer = SecretRedaction.of(call.headers(), List.of()).in(http.exchangeOnce(call, () -> {}));
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (answer.status() >= FIRST_REFUSAL) {
      throw HttpFailure.of(call, answer);
    }
    if (answer.tooLarge()) {
      throw HttpFailure.tooLarge();
    }
    return answer;
  }

  private JSONRPCMessage answerTo(JSONRPCRequest request, HttpAnswer answer) throws StepException {
    for (String text : texts(answer)) {
      try {
        JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(json, text);
        if (message instanceof JSONRPCResponse response && response.id().equals(request.id())) {
          return response;
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new StepException(
            FailureCode.REJECTED, url.host() + " answered what is no message of MCP.", e);
      }
    }
    throw new StepException(
        FailureCode.REJECTED, url.host() + " did not answer " + request.method() + ".");
  }

  /** The messages in an answer: one as JSON, or several as server-sent events. */
  private static List<String> texts(HttpAnswer answer) {
    if (!answer.headers().getOrDefault("content-type", "").startsWith(EVENTS)) {
      return List.of(answer.body().toString());
    }
    List<String> texts = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    for (String line : (answer.body().asText() + "\n\n").lines().toList()) {
      if (line.startsWith(DATA)) {
        data.append(line, DATA.length(), line.length()).append('\n');
      } else if (line.isEmpty() && !data.isEmpty()) {
        texts.add(data.toString());
        data.setLength(0);
      }
    }
    return texts;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }
}
