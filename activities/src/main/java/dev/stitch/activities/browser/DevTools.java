package dev.stitch.activities.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import io.micronaut.core.annotation.Nullable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The DevTools protocol over a pipe: each message is JSON with a NUL behind it. A pipe, since no
 * other program can speak to the browser by it, and the browser ends when it breaks.
 */
final class DevTools implements Closeable {

  /** Longest message that is read, in bytes. */
  private static final int MAX_MESSAGE = 16 << 20;

  /**
   * An event of a page.
   *
   * @param session the page
   */
  record Event(String method, @Nullable String session, JsonNode params) {}

  private final OutputStream to;
  private final InputStream from;
  private final Consumer<Event> listener;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private volatile @Nullable IOException end;

  /**
   * @param listener is told of events, on the thread that reads: it must not wait for an answer
   */
  DevTools(OutputStream to, InputStream from, Consumer<Event> listener) {
    this.to = to;
    this.from = new BufferedInputStream(from);
    this.listener = listener;
    Thread.ofPlatform().daemon().name("browser-messages").start(this::read);
  }

  /**
   * Asks the browser and waits for its answer.
   *
   * @param session the page that is meant, or null for the browser
   * @param deadline by {@link System#nanoTime}
   * @throws IOException when the browser refuses, or has ended
   * @throws TimeoutException when it does not answer before the deadline
   */
  JsonNode ask(@Nullable String session, String method, ObjectNode params, long deadline)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<JsonNode> answer = send(session, method, params);
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  /** Asks the browser without waiting for its answer, e.g. on the thread that reads it. */
  void tell(@Nullable String session, String method, ObjectNode params) throws IOException {
    write(ids.incrementAndGet(), session, method, params);
  }

  private CompletableFuture<JsonNode> send(
      @Nullable String session, String method, ObjectNode params) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    write(id, session, method, params);
    IOException ended = end;
    if (ended != null) {
      throw ended;
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    to.close();
  }

  private synchronized void write(
      int id, @Nullable String session, String method, ObjectNode params) throws IOException {
    ObjectNode message = JsonCodec.MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", params);
    if (session != null) {
      message.put("sessionId", session);
    }
    to.write(JsonCodec.MAPPER.writeValueAsBytes(message));
    to.write(0);
    to.flush();
  }

  private void read() {
    try {
      for (byte[] message = next(); message != null; message = next()) {
        heard(JsonCodec.MAPPER.readTree(message));
      }
      end = new IOException("The browser ended.");
    } catch (IOException e) {
      end = e;
    }
    asked.values().forEach(answer -> answer.completeExceptionally(end));
  }

  /** Null when there are no more. */
  private byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int read = from.read(); read > 0; read = from.read()) {
      if (message.size() == MAX_MESSAGE) {
        throw new IOException("The browser told more than " + MAX_MESSAGE + " bytes at once.");
      }
      message.write(read);
    }
    return message.size() == 0 ? null : message.toByteArray();
  }

  private void heard(JsonNode message) {
    if (!message.has("id")) {
      listener.accept(
          new Event(
              message.path("method").asText(),
              message.path("sessionId").textValue(),
              message.path("params")));
      return;
    }
    CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
    if (answer == null) {
      return;
    }
    if (message.has("error")) {
      answer.completeExceptionally(new IOException(message.at("/error/message").asText()));
    } else {
      answer.complete(message.path("result"));
    }
  }
}
