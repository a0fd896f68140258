package dev.stitch.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Liveness, readiness and metrics of a worker, for orchestrators and Prometheus. It goes on
 * answering while the worker drains, and then says that it is not ready.
 */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
class ManagementServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final ManagementSettings settings;
  private final WorkerHealth health;
  private final PrometheusMeterRegistry meters;
  private HttpServer server;
  private ExecutorService executor;

  ManagementServer(
      ManagementSettings settings, WorkerHealth health, PrometheusMeterRegistry meters) {
    this.settings = settings;
    this.health = health;
    this.meters = meters;
  }

  /**
   * Listens, when a port was given.
   *
   * @throws UncheckedIOException when the port is taken
   */
  void start() {
    if (!settings.listens()) {
      return;
    }
    try {
      server = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "STITCH_WORKER_PORT: cannot listen on %s:%d (%s). Stop what listens there, or choose another port; STITCH_WORKER_BIND is the address."
              .formatted(settings.bind(), settings.port(), e.getMessage()),
          e);
    }
    executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
    LOG.info("Health and metrics at http://{}:{}", settings.bind(), settings.port());
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      executor.close();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, NOT_ALLOWED, "text/plain", "Only GET.\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health/liveness" -> send(exchange, OK, alive());
        case "/health/readiness" -> {
          WorkerHealth.Report report = health.readiness();
          send(exchange, report.ready() ? OK : UNAVAILABLE, report.body());
        }
        case "/prometheus" ->
            send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
        default ->
            send(
                exchange,
                NOT_FOUND,
                "text/plain",
                "There are /health/liveness, /health/readiness and /prometheus.\n");
      }
    }
  }

  /** A process that answers is alive. */
  private static JsonNode alive() {
    return JsonNodeFactory.instance.objectNode().put("status", "UP");
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", body.toString());
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
