package dev.stitch.api.inbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where mail is fetched: {@code STITCH_IMAP_URL}, as {@code
 * imap[s]://user:password@host[:port][/FOLDER][?poll=PT1M&starttls=required|never]}. Special
 * characters in user, password and folder are percent-encoded.
 *
 * @param implicitTls whether the connection begins with TLS ({@code imaps}, port 993)
 * @param startTls whether one that begins without is turned into an encrypted one, or else not used
 * @param poll time between two looks, for what the server does not tell of by itself; at most nine
 *     minutes, since servers hang up on clients that are silent for long
 */
public record ImapUrl(
    String host,
    int port,
    boolean implicitTls,
    boolean startTls,
    String user,
    String password,
    String folder,
    Duration poll) {

  private static final int IMAP_PORT = 143;
  private static final int HIGHEST_PORT = 65_535;
  private static final int IMAPS_PORT = 993;
  private static final Duration USUAL_POLL = Duration.ofMinutes(1);

  private static final Duration LONGEST_POLL = Duration.ofMinutes(9);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  public static ImapUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // Not the cause: its message repeats the URL, and that holds the password.
      throw wrong("is no URL");
    }
    boolean implicitTls = "imaps".equals(uri.getScheme());
    if (!implicitTls && !"imap".equals(uri.getScheme())) {
      throw wrong("must begin with imap:// or imaps://");
    }
    if (uri.getHost() == null) {
      throw wrong("names no host");
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw wrong("has a port that is none: ports are 1 to " + HIGHEST_PORT);
    }
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    if (login.length != 2) {
      throw wrong("needs user:password@ before the host");
    }
    Map<String, String> options = options(uri.getRawQuery());
    String folder = uri.getRawPath().length() > 1 ? decode(uri.getRawPath().substring(1)) : "INBOX";
    int usual = implicitTls ? IMAPS_PORT : IMAP_PORT;
    return new ImapUrl(
        uri.getHost(),
        uri.getPort() < 0 ? usual : uri.getPort(),
        implicitTls,
        !implicitTls && startTls(options.getOrDefault("starttls", "required")),
        decode(login[0]),
        decode(login[1]),
        folder,
        poll(options.get("poll")));
  }

  String protocol() {
    return implicitTls ? "imaps" : "imap";
  }

  /** The settings of a mail session. */
  Properties properties() {
    Properties properties = new Properties();
    String prefix = "mail." + protocol() + ".";
    properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
    properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "connectiontimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
    // Longer than an idle connection is silent, so that only a dead one runs into it.
    properties.setProperty(
        prefix + "timeout", Long.toString(LONGEST_POLL.plusMinutes(1).toMillis()));
    properties.setProperty(prefix + "peek", "true");
    properties.setProperty(prefix + "fetchsize", Integer.toString(256 << 10));
    return properties;
  }

  /** As it may be shown. */
  @Override
  public String toString() {
    return protocol() + "://" + host + ":" + port + "/" + folder;
  }

  private static boolean startTls(String option) {
    return switch (option) {
      case "required" -> true;
      case "never" -> false;
      default -> throw wrong("has a starttls that is neither required nor never");
    };
  }

  private static Duration poll(String option) {
    try {
      Duration poll = option == null ? USUAL_POLL : Duration.parse(option);
      if (poll.isPositive() && poll.compareTo(LONGEST_POLL) <= 0) {
        return poll;
      }
    } catch (DateTimeException unreadable) {
      // Answered below, as any other value that will not do.
    }
    throw wrong("has a poll that is no duration of up to PT9M");
  }

  private static Map<String, String> options(String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    return Arrays.stream(query.split("&"))
        .map(option -> option.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0],
                parts -> parts.length == 2 ? decode(parts[1]) : "",
                (first, second) -> first));
  }

  private static String decode(String text) {
    // In URLs a plus is a plus, but not to this decoder.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("STITCH_IMAP_URL " + what + ".");
  }
}
