package dev.stitch.api.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The console's files. Only those that its build has listed are ever read, so nothing that a client
 * asks for becomes a path. Kept in memory once asked for: a few megabytes in all.
 */
@Singleton
class ConsoleFiles {

  /** What every address of the console answers. */
  static final String PAGE = "index.html";

  private static final String ROOT = "/console/";

  private final Set<String> names = names();
  private final Map<String, Optional<byte[]>> contents = new ConcurrentHashMap<>();

  /** Whether there is a console in this build at all. */
  boolean isBuilt() {
    return names.contains(PAGE);
  }

  /** A file in the best form that the client takes, empty when there is none of this name. */
  Optional<ConsoleFile> find(String name, String acceptedEncodings) {
    if (!names.contains(name)) {
      return Optional.empty();
    }
    for (ContentForm form : ContentForm.values()) {
      if (form.isAcceptedBy(acceptedEncodings)) {
        Optional<byte[]> content = content(name + form.suffix());
        if (content.isPresent()) {
          return content.map(bytes -> new ConsoleFile(name, form, bytes));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> content(String name) {
    return contents.computeIfAbsent(name, ConsoleFiles::read);
  }

  private static Set<String> names() {
    return read("files.txt")
        .map(list -> new String(list, StandardCharsets.UTF_8).lines().collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream stream = ConsoleFiles.class.getResourceAsStream(ROOT + name)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
