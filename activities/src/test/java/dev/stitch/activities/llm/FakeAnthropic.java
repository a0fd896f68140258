package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for Anthropic's API: answers each call as it is told, over real HTTP and SSE. */
public final class FakeAnthropic implements AutoCloseable {

  /** What came. */
  public record Received(String path, String apiKey, JsonNode body) {}

  /** Answers one call. */
  @FunctionalInterface
  public interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger hangUps = new AtomicInteger();

  public FakeAnthropic() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The answers to come, one a call. */
  public void answers(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** Leaves out the answers that nobody has asked for. */
  public void forgetAnswers() {
    answers.clear();
  }

  public List<Received> received() {
    return received;
  }

  /** How many callers have hung up in the midst of an answer. */
  public int hangUps() {
    return hangUps.get();
  }

  /** An answer of 1,000 tokens read and 200 written, in these pieces. */
  public static Answer writing(String... pieces) {
    return writing(Duration.ZERO, pieces);
  }

  /** The same with a pause before each piece. */
  public static Answer writing(Duration pause, String... pieces) {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        for (String piece : pieces) {
          pause(pause);
          delta(body, piece);
        }
        end(body, "end_turn");
      }
    };
  }

  /** An answer that stops for this reason. */
  public static Answer stopping(String reason, String text) {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        delta(body, text);
        end(body, reason);
      }
    };
  }

  /** An answer that is broken off by an error after its first piece. */
  public static Answer breakingOff(String type, String piece) {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        delta(body, piece);
        event(body, "error", error(type, "broken off"));
      }
    };
  }

  /** An answer that just ends after its first piece. */
  public static Answer hangingUp(String piece) {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        delta(body, piece);
      }
    };
  }

  /** An answer with an event that is no JSON. */
  public static Answer garbling() {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        event(body, "content_block_delta", "{\"type\":\"content_block_delta\",");
      }
    };
  }

  /** An answer that says nothing more after it has begun, until the caller hangs up. */
  public static Answer thinkingForEver() {
    return exchange -> {
      try (OutputStream body = begin(exchange)) {
        delta(body, "Well ");
        while (true) {
          pause(Duration.ofMillis(200));
          event(body, "ping", "{\"type\":\"ping\"}");
        }
      }
    };
  }

  /** A list of models. */
  public static Answer listing(String model) {
    return exchange ->
        answer(
            exchange,
            200,
            """
            {"data":[{"type":"model","id":"%s","display_name":"M","created_at":"2026-01-01T00:00:00Z"}],
            "has_more":false,"first_id":"%s","last_id":"%s"}"""
                .formatted(model, model, model));
  }

  /** A refusal of a prompt that is too long, in the API's words. */
  public static Answer refusingItsLength() {
    String words = "prompt is too long: 208310 tokens > 200000 maximum";
    return exchange -> answer(exchange, 400, error("invalid_request_error", words));
  }

  /** A refusal. */
  public static Answer refusing(int status, String type, Map<String, String> headers) {
    return exchange -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      answer(exchange, status, error(type, "refused by test"));
    };
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("authorization").replaceFirst("^Bearer ", ""),
            body.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : JsonCodec.MAPPER.readTree(body)));
    Answer answer = answers.poll();
    try (exchange) {
      (answer == null ? refusing(400, "invalid_request_error", Map.of()) : answer).give(exchange);
    } catch (IOException e) {
      hangUps.incrementAndGet();
    }
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    event(
        body,
        "message_start",
        """
        {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",
        "model":"claude-test","content":[],"stop_reason":null,"stop_sequence":null,
        "usage":{"input_tokens":1000,"output_tokens":1,"cache_read_input_tokens":0,
        "cache_creation_input_tokens":0}}}""");
    event(
        body,
        "content_block_start",
        """
        {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
    return body;
  }

  private static void delta(OutputStream body, String text) throws IOException {
    JsonNode delta =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "content_block_delta")
            .put("index", 0)
            .set(
                "delta",
                JsonNodeFactory.instance.objectNode().put("type", "text_delta").put("text", text));
    event(body, "content_block_delta", delta.toString());
  }

  private static void end(OutputStream body, String reason) throws IOException {
    event(body, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
    event(
        body,
        "message_delta",
        """
        {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},
        "usage":{"output_tokens":200}}"""
            .formatted(reason));
    event(body, "message_stop", "{\"type\":\"message_stop\"}");
  }

  private static String error(String type, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
        .formatted(type, message);
  }

  static void event(OutputStream body, String name, String data) throws IOException {
    String lines = "event: " + name + "\ndata: " + data.replace("\n", "") + "\n\n";
    body.write(lines.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
