package dev.stitch.connectors.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** A platform on a port of its own, which remembers what it was asked and can be made to fail. */
public abstract class FakePlatform implements AutoCloseable {

  protected static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  protected FakePlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What the platform was asked. */
  public record Request(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      String body) {

    /** The first value of a parameter, null when it was not given. */
    public String parameter(String name) {
      return query.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    /** A header by its name in lower case, null when it was not sent. */
    public String header(String name) {
      return headers.get(name);
    }

    /** The token it came with, empty for none. */
    public Optional<String> bearer() {
      return Optional.ofNullable(header("authorization"))
          .filter(value -> value.startsWith("Bearer "))
          .map(value -> value.substring("Bearer ".length()));
    }

    /** A field of a form in the body. */
    public String formField(String name) {
      return parsed(body).getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What the platform answers. */
  public record Response(int status, Map<String, String> headers, String body) {

    public static Response of(int status, String singleQuotedJson) {
      return new Response(status, Map.of(), singleQuotedJson.replace('\'', '"'));
    }

    public static Response of(int status, JsonNode json) {
      return new Response(status, Map.of(), json.toString());
    }

    /** With one more header. */
    public Response with(String name, Object value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value.toString());
      return new Response(status, more, body);
    }
  }

  private record Fault(Predicate<Request> which, Kind kind, Response response, Held held) {
    private enum Kind {
      ANSWER,
      CUT,
      SILENCE,
      HOLD
    }
  }

  /** A request that the platform has carried out and not answered. */
  public static final class Held {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits until the request is there. */
    public void awaitArrival() throws InterruptedException {
      arrived.await();
    }

    /** Lets the answer go. */
    public void release() {
      released.countDown();
    }

    private void hold() throws InterruptedException {
      arrived.countDown();
      released.await();
    }
  }

  /** Answers a request as the platform does when nothing is wrong. */
  protected abstract Response answer(Request request);

  /** Answers the next request of a path otherwise. */
  public void failNext(String path, Response response) {
    fail(path, Fault.Kind.ANSWER, response, null);
  }

  /** Cuts the answer to the next request of a path in the middle, as a proxy that dies does. */
  public void cutNext(String path) {
    fail(path, Fault.Kind.CUT, null, null);
  }

  /** Does not answer the next request of a path before it is closed. */
  public void silenceNext(String path) {
    fail(path, Fault.Kind.SILENCE, null, null);
  }

  /** Carries out the next request of a path and keeps its answer back until it is released. */
  public Held holdNext(String path) {
    return holdNext(path, null);
  }

  /** Keeps an answer back as {@link #holdNext(String)} does, and answers otherwise. */
  public Held holdNext(String path, Response response) {
    Held held = new Held();
    fail(path, Fault.Kind.HOLD, response, held);
    return held;
  }

  private void fail(String path, Fault.Kind kind, Response response, Held held) {
    faults.add(new Fault(request -> request.path().equals(path), kind, response, held));
  }

  /** Everything that was asked, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Everything that was asked of a path. */
  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = read(exchange);
      requests.add(request);
      Fault fault = due(request);
      Response response =
          fault == null || fault.response() == null ? answer(request) : fault.response();
      if (fault != null && fault.kind() == Fault.Kind.SILENCE) {
        closing.await();
        return;
      }
      if (fault != null && fault.kind() == Fault.Kind.HOLD) {
        fault.held().hold();
      }
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      response.headers().forEach(exchange.getResponseHeaders()::set);
      if (fault != null && fault.kind() == Fault.Kind.CUT) {
        exchange.sendResponseHeaders(response.status(), body.length / 2L);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        return;
      }
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fault due(Request request) {
    for (Fault fault : faults) {
      if (fault.which().test(request) && faults.remove(fault)) {
        return fault;
      }
    }
    return null;
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath(),
        parsed(Objects.requireNonNullElse(uri.getRawQuery(), "")),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> parsed(String form) {
    Map<String, List<String>> fields = new TreeMap<>();
    for (String pair : form.split("&")) {
      String[] sides = pair.split("=", 2);
      if (sides.length == 2) {
        fields.computeIfAbsent(decoded(sides[0]), name -> new ArrayList<>()).add(decoded(sides[1]));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
