package dev.stitch.api.openapi;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The document and the page's files, as they lie in the jars; read once. */
@Singleton
public class Reference {

  private static final String DOCUMENT = "/META-INF/swagger/openapi.json";
  private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final MediaType SCRIPT = MediaType.of("text/javascript; charset=utf-8");
  private static final MediaType STYLE = MediaType.of("text/css; charset=utf-8");

  /** Everything that is served; a name that is not here leads nowhere. */
  private static final Map<String, Source> FILES =
      Map.of(
          "page.html", new Source("page.html", MediaType.TEXT_HTML_TYPE),
          "page.js", new Source("page.js", SCRIPT),
          "page.css", new Source("page.css", STYLE),
          "viewer.js", new Source(VIEWER + "swagger-ui-bundle.js", SCRIPT),
          "viewer.css", new Source(VIEWER + "swagger-ui.css", STYLE),
          "icon.png", new Source(VIEWER + "favicon-32x32.png", MediaType.IMAGE_PNG_TYPE));

  /** Where a file lies, and what it is. */
  record Source(String resource, MediaType type) {}

  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** The API's description, an OpenAPI document. */
  public byte[] document() {
    return content(DOCUMENT);
  }

  byte[] page() {
    return content("page.html");
  }

  /**
   * A file of the page.
   *
   * @throws ApiProblem 404 when it has no such file
   */
  Source asset(String name) {
    Source source = FILES.get(name);
    if (source == null) {
      throw ApiProblem.missing("There is nothing at /docs/" + name + ".");
    }
    return source;
  }

  byte[] content(String resource) {
    return read.computeIfAbsent(resource, Reference::load);
  }

  private static byte[] load(String resource) {
    try (InputStream stream = Reference.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
