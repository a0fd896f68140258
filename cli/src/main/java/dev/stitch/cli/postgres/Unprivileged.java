package dev.stitch.cli.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.stitch.cli.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands so that PostgreSQL accepts the user: it refuses root, which containers and build
 * machines often are.
 *
 * @param prefix what stands before the command; empty for ordinary users
 */
public record Unprivileged(List<String> prefix) {

  private static final String NOBODY = "65534";

  /**
   * A user namespace without a mapping: our files stay ours, yet the user that PostgreSQL sees is
   * nobody.
   */
  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  /**
   * Where namespaces are forbidden: another user, who may still pass root's folders on the way to
   * its own.
   */
  private static final List<String> OTHER_USER =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  /** Where root keeps programs that others run. */
  private static final Path CACHE_FOR_ALL = Path.of("/var/cache/stitch");

  /** Defends the list. */
  public Unprivileged {
    prefix = List.copyOf(prefix);
  }

  /**
   * Finds what works on this machine.
   *
   * @throws StackException when this is root and nothing does
   */
  public static Unprivileged find() {
    if (new UnixSystem().getUid() != 0) {
      return new Unprivileged(List.of());
    }
    for (List<String> prefix : List.of(NAMESPACE, OTHER_USER)) {
      Unprivileged candidate = new Unprivileged(prefix);
      if (candidate.works()) {
        return candidate;
      }
    }
    throw new StackException(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here. "
            + "Run Stitch as another user, or name a database with STITCH_DATABASE_URL.");
  }

  /**
   * Where the programs may be. PostgreSQL asks whether the user may run them, and forgets about
   * capabilities in that: for another user they must be outside of root's own folders.
   */
  public Path programCache(Path cache) {
    return prefix.equals(OTHER_USER) ? CACHE_FOR_ALL : cache;
  }

  /** The whole command. */
  public List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private boolean works() {
    try {
      Process process =
          new ProcessBuilder(command(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
