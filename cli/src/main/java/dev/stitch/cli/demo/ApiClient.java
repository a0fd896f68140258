package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stitch.cli.stack.StackException;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A client of the HTTP API. Safe for several threads. */
final class ApiClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The API key to send, where a login is needed. */
  private static final String KEY_VARIABLE = "STITCH_API_KEY";

  private static final int PAGE_SIZE = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final String base;

  ApiClient(String base) {
    this.base = base;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body its JSON; missing when there is none
   */
  record Answer(int status, JsonNode body) {

    boolean succeeded() {
      return status >= 200 && status < 300;
    }
  }

  /** Reads one thing; anything but success is an error. */
  JsonNode get(String path) {
    return require(send(request(path).GET()), "GET " + path);
  }

  /** Reads one page of a list, counted from 1. */
  JsonNode page(String path, int page) {
    return get(path + (path.contains("?") ? "&" : "?") + "page=" + page + "&pageSize=" + PAGE_SIZE);
  }

  /** Reads a whole list. */
  List<JsonNode> all(String path) {
    List<JsonNode> rows = new ArrayList<>();
    for (int number = 1; ; number++) {
      JsonNode page = page(path, number);
      page.path("data").forEach(rows::add);
      if (page.path("data").size() < PAGE_SIZE) {
        return rows;
      }
    }
  }

  /** Sends JSON; anything but success is an error. */
  JsonNode post(String path, JsonNode body) {
    return require(tryPost(path, body, UUID.randomUUID().toString()), "POST " + path);
  }

  /**
   * Sends JSON and leaves it to the caller what to make of the answer.
   *
   * @param idempotencyKey requests under one key are done once
   */
  Answer tryPost(String path, JsonNode body, String idempotencyKey) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** Sends a file of comma-separated values. */
  JsonNode postCsv(String path, String csv) {
    return require(
        send(
            request(path)
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(csv))),
        "POST " + path);
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Accept", "application/json");
    String key = System.getenv(KEY_VARIABLE);
    return key == null || key.isBlank()
        ? request
        : request.header("Authorization", "Bearer " + key.strip());
  }

  private Answer send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      HttpResponse<byte[]> response = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new StackException(built.uri() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.", e);
    }
  }

  private static JsonNode json(byte[] body) throws IOException {
    return body.length == 0 ? MissingNode.getInstance() : JsonCodec.MAPPER.readTree(body);
  }

  private static JsonNode require(Answer answer, String what) {
    if (answer.succeeded()) {
      return answer.body();
    }
    throw new StackException(what + " was answered by " + answer.status() + ": " + answer.body());
  }
}
