package dev.stitch.activities.git;

import dev.stitch.activities.http.ForbiddenAddressException;
import dev.stitch.activities.http.HttpCredential;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides which remotes git may be sent to, and with what: the public internet and what an operator
 * opens besides, and folders under {@code STITCH_GIT_ROOTS}. A host is resolved here, and git is
 * told the address that was judged.
 */
@Singleton
class GitRemotes {

  /**
   * What serves a folder: git as of its own user, with hooks off, whatever that repository says.
   */
  private static final String SERVED =
      "git -c 'safe.directory=*' -c core.hooksPath=/dev/null -c core.fsmonitor=false"
          + " -c core.alternateRefsCommand=true -c gc.auto=0 -c receive.autogc=false"
          + " -c receive.denyCurrentBranch=refuse ";

  private final GitSettings settings;
  private final OutboundGuard guard;

  GitRemotes(GitSettings settings, OutboundGuard guard) {
    this.settings = settings;
    this.guard = guard;
  }

  /**
   * A remote as git is sent to it.
   *
   * @param address where, as git takes it
   * @param fetching options of {@code git fetch} and {@code git ls-remote}
   * @param pushing options of {@code git push}
   */
  record Access(
      String address,
      List<String> settings,
      Map<String, String> environment,
      List<String> fetching,
      List<String> pushing,
      Optional<HttpCredential> credential) {

    /** Runs git towards the remote; what it says does not repeat the credential. */
    GitAnswer run(GitProgram git, GitCall call) throws StepException, InterruptedException {
      GitAnswer answer = git.run(call.set(settings).with(environment));
      return credential.map(secret -> answer.saying(secret.hidden(answer.said()))).orElse(answer);
    }
  }

  /**
   * The way to a remote.
   *
   * @param field the setting that names it
   * @param credential proves to a server who asks; it is in the environment of git only
   * @throws StepException {@code FORBIDDEN_ADDRESS} when it may not be asked from here
   */
  Access open(String field, GitRemote remote, Optional<HttpCredential> credential)
      throws StepException {
    return switch (remote) {
      case GitRemote.Https https -> https(field, https, credential);
      case GitRemote.Ssh ssh -> ssh(field, ssh);
      case GitRemote.Folder folder -> folder(field, folder);
    };
  }

  private Access https(String field, GitRemote.Https https, Optional<HttpCredential> credential)
      throws StepException {
    String judged =
        resolve(field, https.host()).stream()
            .map(GitRemotes::inBrackets)
            .collect(Collectors.joining(","));
    String pin = https.host() + ":" + https.port() + ":" + judged;
    Map<String, String> environment = new HashMap<>(Map.of("GIT_ALLOW_PROTOCOL", "https"));
    credential.ifPresent(
        it ->
            environment.putAll(
                Map.of(
                    "GIT_CONFIG_COUNT", "1",
                    "GIT_CONFIG_KEY_0", "http.extraHeader",
                    "GIT_CONFIG_VALUE_0", it.header() + ": " + it.value())));
    return new Access(
        https.address(),
        List.of("http.curloptResolve=" + pin),
        environment,
        List.of(),
        List.of(),
        credential);
  }

  private Access ssh(String field, GitRemote.Ssh ssh) throws StepException {
    Path key = settings.sshKey().orElseThrow(() -> noSsh(field));
    Path knownHosts = settings.knownHosts().orElseThrow(() -> noSsh(field));
    String judged = resolve(field, ssh.host()).getFirst().getHostAddress();
    // Git gives this line to a shell; nothing of it comes from outside but an address in digits
    // and a host of letters, digits, dots and dashes.
    String command =
        "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
            + (" -o UserKnownHostsFile=" + quoted(knownHosts) + " -i " + quoted(key))
            + (" -o HostName=" + judged + " -o HostKeyAlias=" + ssh.host());
    return new Access(
        ssh.address(),
        List.of(),
        Map.of("GIT_ALLOW_PROTOCOL", "ssh", "GIT_SSH_COMMAND", command),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static StepException noSsh(String field) {
    return new StepException(
        FailureCode.INVALID_CONFIG,
        "\""
            + field
            + "\" is asked by SSH, for which the worker needs STITCH_GIT_SSH_KEY and"
            + " STITCH_GIT_KNOWN_HOSTS.");
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private static String inBrackets(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  private List<InetAddress> resolve(String field, String host) throws StepException {
    try {
      return guard.resolve(host);
    } catch (ForbiddenAddressException e) {
      throw new StepException(
          FailureCode.FORBIDDEN_ADDRESS, "\"" + field + "\": " + e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw new StepException(FailureCode.UNAVAILABLE, host + " has no address.", e);
    }
  }

  private Access folder(String field, GitRemote.Folder folder) throws StepException {
    Path real;
    try {
      real = folder.path().toRealPath();
    } catch (IOException e) {
      throw outside(field);
    }
    if (settings.roots().stream().noneMatch(real::startsWith) || !Files.isDirectory(real)) {
      throw outside(field);
    }
    Path inside = real.resolve(".git");
    if (Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
        throw new StepException(
            FailureCode.FORBIDDEN_ADDRESS,
            "\"" + field + "\" is only a way to a repository elsewhere; name that one.");
      }
      real = inside;
    }
    return new Access(
        real.toString(),
        List.of(),
        Map.of("GIT_ALLOW_PROTOCOL", "file"),
        List.of("--upload-pack=" + SERVED + "upload-pack"),
        List.of("--receive-pack=" + SERVED + "receive-pack"),
        Optional.empty());
  }

  /** The same for a folder that is not there, so that nobody learns what is. */
  private static StepException outside(String field) {
    return new StepException(
        FailureCode.FORBIDDEN_ADDRESS,
        "\"" + field + "\" is no folder under those that STITCH_GIT_ROOTS opens on the worker.");
  }
}
