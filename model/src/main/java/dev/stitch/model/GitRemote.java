package dev.stitch.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a repository is that is cloned and pushed to: the only three kinds that git is given. */
public sealed interface GitRemote {

  /** As git takes it, and as people see it: it holds no credentials. */
  String address();

  /** A server that is asked by HTTPS. */
  record Https(String address, String host, int port) implements GitRemote {}

  /** A server that is asked by SSH. */
  record Ssh(String address, String host) implements GitRemote {}

  /** A folder of the worker's host, not yet looked at. */
  record Folder(Path path) implements GitRemote {
    @Override
    public String address() {
      return path.toString();
    }
  }

  int LONGEST = 2_000;

  /** Names and IPv4 addresses; none begins with a dash, which programs take for an option. */
  String HOST = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";

  /** The way to a repository on a server: nothing that a shell or a URL gives a meaning. */
  String WAY = "[A-Za-z0-9._~%+@/-]+";

  Pattern SSH =
      Pattern.compile("ssh://(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(" + HOST + ")(?::\\d{1,5})?/" + WAY);

  /** As in {@code git@github.com:owner/name.git}. */
  Pattern SCP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*@(" + HOST + "):(?![-/])" + WAY);

  /**
   * Reads what a flow or a client names.
   *
   * @param field the setting that names it
   * @throws StepException {@code INVALID_CONFIG} when it is something else, or holds credentials
   */
  static GitRemote parse(String field, String text) throws StepException {
    String address = text.strip();
    if (address.isEmpty() || address.length() > LONGEST || address.startsWith("-")) {
      throw refused(field, "names no repository");
    }
    if (address.chars().anyMatch(Character::isISOControl)) {
      throw refused(field, "holds characters that no address has");
    }
    if (address.startsWith("https://")) {
      return https(field, address);
    }
    for (Pattern ssh : new Pattern[] {SSH, SCP}) {
      Matcher matcher = ssh.matcher(address);
      if (matcher.matches()) {
        return new Ssh(address, matcher.group(1));
      }
    }
    if (address.startsWith("/")) {
      return folder(field, address);
    }
    throw refused(
        field,
        "is neither https://host/path, ssh://user@host/path, user@host:path nor the absolute path"
            + " of a folder");
  }

  private static GitRemote https(String field, String address) throws StepException {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw refused(field, "is no address");
    }
    if (uri.getRawUserInfo() != null || (address.contains("@") && uri.getHost() == null)) {
      throw refused(field, "must not hold credentials; name a connection instead");
    }
    boolean plain =
        uri.getHost() != null
            && uri.getHost().matches(HOST)
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawPath() != null
            && uri.getRawPath().matches("/" + WAY);
    if (!plain) {
      throw refused(field, "is no https://host/path of a repository");
    }
    return new Https(address, uri.getHost(), uri.getPort() < 0 ? 443 : uri.getPort());
  }

  private static GitRemote folder(String field, String address) throws StepException {
    try {
      return new Folder(Path.of(address));
    } catch (InvalidPathException e) {
      throw refused(field, "is no path");
    }
  }

  private static StepException refused(String field, String why) {
    // Without the address itself, which may hold what must not be seen.
    return new StepException(FailureCode.INVALID_CONFIG, "\"" + field + "\" " + why + ".");
  }
}
