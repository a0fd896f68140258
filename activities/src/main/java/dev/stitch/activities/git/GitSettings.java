package dev.stitch.activities.git;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator says of git and workspaces; without a word there are none. */
@Singleton
public final class GitSettings {

  public static final String ROOTS = "STITCH_GIT_ROOTS";
  public static final String SSH_KEY = "STITCH_GIT_SSH_KEY";
  public static final String KNOWN_HOSTS = "STITCH_GIT_KNOWN_HOSTS";
  public static final String WORKSPACES = "STITCH_WORKSPACES";

  private final List<Path> roots;
  private final Optional<Path> sshKey;
  private final Optional<Path> knownHosts;
  private final Optional<Path> workspaces;

  public GitSettings(
      @Value("${stitch.git.roots:}") String roots,
      @Value("${stitch.git.ssh.key:}") String sshKey,
      @Value("${stitch.git.known.hosts:}") String knownHosts,
      @Value("${stitch.workspaces:}") String workspaces) {
    this.roots = roots(roots);
    this.sshKey = absolute(SSH_KEY, sshKey);
    this.knownHosts = absolute(KNOWN_HOSTS, knownHosts);
    this.workspaces = absolute(WORKSPACES, workspaces);
  }

  /** The folders below which repositories may be cloned from and pushed to, without links. */
  List<Path> roots() {
    return roots;
  }

  /** The private key that git shows to servers by SSH. */
  Optional<Path> sshKey() {
    return sshKey;
  }

  /** The keys of the servers that are known. */
  Optional<Path> knownHosts() {
    return knownHosts;
  }

  /** Where this host keeps its workspaces; empty when it keeps none. */
  Optional<Path> workspaces() {
    return workspaces;
  }

  /**
   * The folders of {@code STITCH_GIT_ROOTS}, separated by commas.
   *
   * @throws IllegalArgumentException when one is no folder here
   */
  public static List<Path> roots(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(GitSettings::root)
        .toList();
  }

  private static Path root(String text) {
    Path path = absolute(ROOTS, text).orElseThrow();
    try {
      if (Files.isDirectory(path)) {
        return path.toRealPath();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(ROOTS + ": " + text + " cannot be read.", e);
    }
    throw new IllegalArgumentException(ROOTS + ": " + text + " is no folder here.");
  }

  /**
   * The path that a variable holds, or none.
   *
   * @throws IllegalArgumentException when it is not absolute
   */
  public static Optional<Path> absolute(String variable, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text.strip());
      if (path.isAbsolute()) {
        return Optional.of(path.normalize());
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(variable + ": " + text + " is no path.", e);
    }
    throw new IllegalArgumentException(variable + ": " + text + " is no absolute path.");
  }
}
