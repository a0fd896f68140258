package dev.stitch.activities.browser;

import dev.stitch.activities.process.LeftProcesses;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders in which browsers keep what they know, one for each. Their names tell the process
 * that opened the browser, so that those of a killed worker are found.
 */
final class BrowserProfiles {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserProfiles.class);

  private static final Pattern NAME = Pattern.compile("stitch-browser-(\\d{1,18})-.+");

  /** Profiles of browsers that this process has opened. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private BrowserProfiles() {}

  static Path create() throws IOException {
    Path profile =
        Files.createTempDirectory("stitch-browser-" + ProcessHandle.current().pid() + "-");
    OWN.add(profile);
    return profile;
  }

  /** By this argument a browser is told its profile, and is known by it. */
  static String argument(Path profile) {
    return "--user-data-dir=" + profile;
  }

  /**
   * Ends the browsers of processes that are no more, and deletes their profiles. One that has the
   * number of this process, which did not make it, is of a process before it: in a container each
   * worker has the same number. Workers in several containers must not share a temporary folder.
   */
  static void removeLeft() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(BrowserProfiles::isLeft).forEach(BrowserProfiles::remove);
    } catch (IOException e) {
      LOG.warn("Profiles of browsers that were left in {} could not be looked for", folder, e);
    }
  }

  private static boolean isLeft(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches() || OWN.contains(file)) {
      return false;
    }
    long owner = Long.parseLong(name.group(1));
    return owner == ProcessHandle.current().pid()
        || ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static void remove(Path profile) {
    try {
      LeftProcesses.end(argument(profile)::equals);
      delete(profile);
      LOG.info("Removed {}, which a worker that is no more has left", profile);
    } catch (IOException e) {
      LOG.warn("{} was left by a worker that is no more and could not be removed", profile, e);
    }
  }

  /** Deletes a profile, from which its browser may just be deleting, too. */
  static void delete(Path profile) throws IOException {
    OWN.remove(profile);
    Files.walkFileTree(
        profile,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException gone)
              throws IOException {
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
