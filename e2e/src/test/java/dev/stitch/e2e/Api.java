package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The API as a client sees it. */
final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;

  Api(String base) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** Where it is, without a slash at the end. */
  String base() {
    return base;
  }

  /** An answer. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    /** The body of an answer that is good. */
    JsonNode good() {
      if (status / 100 != 2) {
        throw new IllegalStateException(raw.request() + " answered " + status + ": " + raw.body());
      }
      return body;
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Any request; a body of null is none. */
  Answer send(String method, String path, String contentType, String body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return send(request(path).header("Content-Type", contentType).method(method, publisher));
  }

  /** Changes a copy of a thing; {@code *} means whichever it is. */
  Answer change(String path, String ifMatch, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", ifMatch)
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Removes a thing; {@code *} means whichever it is. */
  Answer remove(String path, String ifMatch) {
    return send(request(path).header("If-Match", ifMatch).DELETE());
  }

  Answer post(String path, JsonNode json) {
    return post(path, json.toString());
  }

  Answer post(String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * Posts until it is accepted, as a client does that survives a restart of the servers; the key
   * makes all attempts one request. Only answers that ask to come back are taken for not yet.
   */
  JsonNode postUntilAccepted(String path, String key, JsonNode json) {
    AtomicReference<Answer> last = new AtomicReference<>();
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> {
              last.set(once(path, key, json));
              int status = last.get().status();
              return status != 503 && status != 409;
            },
            () -> path + " is accepted; last answer: " + last.get());
    return last.get().good();
  }

  /** One attempt at a request; the key makes all attempts one. */
  Answer once(String path, String key, JsonNode json) {
    return send(
        request(path)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(json.toString())));
  }

  /** A flow with one published version; answers its id. */
  String flow(String kind, String name, JsonNode graph) {
    String id =
        post(
                "/api/flows",
                JSON.createObjectNode().put("name", name).put("kind", kind).set("graph", graph))
            .good()
            .get("id")
            .asText();
    post("/api/flows/" + id + "/versions", "{}").good();
    return id;
  }

  void map(String bmcFlowId, String uxNodeId, String systemFlowId) {
    post(
            "/api/flows/" + bmcFlowId + "/ux-mapping",
            JSON.createObjectNode().put("uxNodeId", uxNodeId).put("systemFlowId", systemFlowId))
        .good();
  }

  String contact(String name, String email) {
    return post("/api/contacts", JSON.createObjectNode().put("name", name).put("email", email))
        .good()
        .get("id")
        .asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = response.body().isBlank() ? null : JSON.readTree(response.body());
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
