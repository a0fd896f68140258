package dev.stitch.cli.dev;

import dev.stitch.cli.stack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of the modules that the servers are made of, as they were at one moment.
 *
 * @param stamps each file's time and size, by module and path
 */
record Sources(Map<Path, String> stamps) {

  /** The console has a server of its own that watches it, and no server runs the tests. */
  private static final Set<String> UNWATCHED = Set.of("console", "e2e");

  Sources {
    stamps = Map.copyOf(stamps);
  }

  /**
   * Reads them off the disk: some thousand files, in some hundredths of a second.
   *
   * @throws UncheckedIOException when a folder cannot be read
   */
  static Sources of(Checkout checkout) {
    Map<Path, String> stamps = new HashMap<>();
    try {
      for (String module : checkout.modules()) {
        if (!UNWATCHED.contains(module)) {
          collect(checkout.root(), module, stamps);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sources(stamps);
  }

  private static void collect(Path root, String module, Map<Path, String> stamps)
      throws IOException {
    Path folder = root.resolve(module);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            boolean skipped =
                visited.endsWith("target") || visited.equals(folder.resolve("src/test"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            stamps.put(
                root.relativize(file), attributes.lastModifiedTime() + " " + attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException deletedMeanwhile) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The modules in which a file was added, changed or deleted since. */
  Set<String> changedSince(Sources before) {
    return Stream.concat(stamps.keySet().stream(), before.stamps.keySet().stream())
        .filter(file -> !Objects.equals(stamps.get(file), before.stamps.get(file)))
        .map(file -> file.getName(0).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
