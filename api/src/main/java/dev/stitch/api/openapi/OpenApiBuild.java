package dev.stitch.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by the build: finishes the generated document and writes what is served. */
public final class OpenApiBuild {

  private OpenApiBuild() {}

  /**
   * Finishes a document.
   *
   * @param arguments the generated document, and where the finished one goes
   */
  public static void main(String[] arguments) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode generated = (ObjectNode) mapper.readTree(Path.of(arguments[0]).toFile());
    ObjectNode finished = Completion.of(generated, common(mapper));
    Path target = Path.of(arguments[1]);
    Files.createDirectories(target.getParent());
    mapper.writerWithDefaultPrettyPrinter().writeValue(target.toFile(), finished);
  }

  private static ObjectNode common(ObjectMapper mapper) throws IOException {
    try (InputStream common = OpenApiBuild.class.getResourceAsStream("common.json")) {
      return (ObjectNode) mapper.readTree(common);
    }
  }
}
