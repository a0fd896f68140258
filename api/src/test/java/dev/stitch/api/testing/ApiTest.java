package dev.stitch.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.store.Database;
import dev.stitch.store.testing.Postgres;
import io.micronaut.core.annotation.NonNull;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * The API on a free port and a database of the test class's own. Requests go through the JDK's
 * client, so that tests see status, headers and body as any client does.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
public abstract class ApiTest implements TestPropertyProvider {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  protected static final ObjectMapper JSON = new ObjectMapper();

  @Inject protected EmbeddedServer server;
  @Inject protected Database database;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = Postgres.freshProperties();
    properties.put("micronaut.server.port", "-1");
    properties.put("stitch.login", "off");
    return properties;
  }

  protected Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  protected Answer post(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  protected Answer put(String path, String json, String... headers) {
    return send("PUT", path, json, headers);
  }

  protected Answer patch(String path, String json, String... headers) {
    return send("PATCH", path, json, headers);
  }

  protected Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** Sends a request; a body is JSON unless the headers (name, value, …) name another type. */
  protected Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  protected static Answer send(HttpRequest request) {
    try {
      var response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A JSON text written with single quotes, which Java's strings hold without escapes. */
  protected static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  /** JSON written with single quotes, as a tree. */
  protected static JsonNode tree(String singleQuoted) {
    try {
      return JSON.readTree(json(singleQuoted));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What came back. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

    /** The body as JSON. */
    public JsonNode body() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }

    /** The value at a JSON pointer of the body. */
    public JsonNode at(String pointer) {
      return body().at(pointer);
    }

    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** For problems: the pointer of the first error. */
    public String pointer() {
      return at("/errors/0/pointer").textValue();
    }
  }
}
