package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one process takes for Anthropic's API. It has no key of that API, only one that opens this
 * gateway while the process runs, and every request of it is answered by the caller.
 */
final class ModelGateway implements AutoCloseable {

  /** Long before a client would think that nobody is there. */
  private static final int PING_SECONDS = 5;

  private final HttpServer server;
  private final String key;
  private final Models models;
  private final Consumer<Exception> failed;
  private final ScheduledExecutorService pings =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("claude-pings").factory());

  /** What answers. */
  @FunctionalInterface
  interface Models {
    SessionHost.Answer answer(ObjectNode request, @Nullable String betas)
        throws StepException, InterruptedException;
  }

  /**
   * @param key what its only client proves itself by
   * @param failed is told of what a request has failed of
   */
  ModelGateway(String key, Models models, Executor threads, Consumer<Exception> failed)
      throws IOException {
    this.key = key;
    this.models = models;
    this.failed = failed;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    pings.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!opens(exchange.getRequestHeaders().getFirst("x-api-key"))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (exchange.getRequestMethod().equals("POST")
          && exchange.getRequestURI().getPath().equals("/v1/messages")) {
        answer(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private boolean opens(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!(JsonCodec.MAPPER.readTree(exchange.getRequestBody()) instanceof ObjectNode request)
        || !request.path("stream").asBoolean()) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    AnswerEvents events = new AnswerEvents(exchange.getResponseBody());
    ScheduledFuture<?> waiting =
        pings.scheduleAtFixedRate(() -> ping(events), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    try {
      String betas = exchange.getRequestHeaders().getFirst("anthropic-beta");
      SessionHost.Answer answer = models.answer(request, betas);
      waiting.cancel(false);
      tell(events, answer, request);
    } catch (StepException | RuntimeException e) {
      failed.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.cancel(false);
    }
  }

  private static void tell(AnswerEvents events, SessionHost.Answer answer, ObjectNode request)
      throws StepException {
    try {
      events.tell(answer, request.path("model").asText());
    } catch (IOException e) {
      // The run has the answer, and would wait for what its calls come to.
      throw new StepException(
          FailureCode.UNAVAILABLE, "Claude Code did not wait for its model's answer.", e);
    }
  }

  private static void ping(AnswerEvents events) {
    try {
      events.ping();
    } catch (IOException e) {
      throw new IllegalStateException("nobody listens any more", e);
    }
  }
}
