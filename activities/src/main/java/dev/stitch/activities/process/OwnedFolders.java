package dev.stitch.activities.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary folders in which programs keep what they know, one for each program that runs. Their
 * names tell the process that made them, so that those of a killed worker are found.
 */
public final class OwnedFolders {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedFolders.class);

  private final String prefix;
  private final Pattern name;
  private final BiPredicate<Path, String> argument;

  /** Those that this process has made. */
  private final Set<Path> own = ConcurrentHashMap.newKeySet();

  /**
   * @param kind what their names begin with
   * @param argument whether the argument of a process tells that it works in the folder
   */
  public OwnedFolders(String kind, BiPredicate<Path, String> argument) {
    this.prefix = kind + "-";
    this.name = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,18})-.+");
    this.argument = argument;
  }

  /** Not while others are looked through: nobody owns it yet when it is there. */
  public synchronized Path create() throws IOException {
    Path folder = Files.createTempDirectory(prefix + ProcessHandle.current().pid() + "-");
    own.add(folder);
    return folder;
  }

  /**
   * Ends the programs of processes that are no more, and deletes their folders. One that has the
   * number of this process, which did not make it, is of a process before it: in a container each
   * worker has the same number. Workers in several containers must not share a temporary folder.
   */
  public synchronized void removeLeft() {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(all)) {
      files.filter(this::isLeft).forEach(this::remove);
    } catch (IOException e) {
      LOG.warn("Folders that were left in {} could not be looked for", all, e);
    }
  }

  private boolean isLeft(Path file) {
    Matcher owned = name.matcher(file.getFileName().toString());
    if (!owned.matches() || own.contains(file)) {
      return false;
    }
    long owner = Long.parseLong(owned.group(1));
    return owner == ProcessHandle.current().pid()
        || ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isEmpty();
  }

  private void remove(Path folder) {
    try {
      LeftProcesses.end(each -> argument.test(folder, each));
      delete(folder);
      LOG.info("Removed {}, which a worker that is no more has left", folder);
    } catch (IOException e) {
      LOG.warn("{} was left by a worker that is no more and could not be removed", folder, e);
    }
  }

  /** Deletes a folder, from which its program may just be deleting, too. */
  public void delete(Path folder) throws IOException {
    try {
      deleteAll(folder);
    } finally {
      own.remove(folder);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
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
