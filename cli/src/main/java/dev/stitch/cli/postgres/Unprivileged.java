package dev.stitch.cli.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.stitch.cli.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands so that PostgreSQL accepts the user: it refuses to start as root, which containers
 * and build machines often are.
 *
 * @param prefix what stands before the command; empty for anybody but root
 */
public record Unprivileged(List<String> prefix) {

  private static final String NOBODY = "65534";

  /**
   * A user namespace without a mapping: root's files stay ours, yet the user id that PostgreSQL
   * sees is not 0.
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
          "--inh-caps=+dac_override,+dac_read_search",
          "--ambient-caps=+dac_override,+dac_read_search");

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
