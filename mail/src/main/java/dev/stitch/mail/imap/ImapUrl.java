package dev.stitch.mail.imap;

import dev.stitch.mail.url.MailUrl;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Properties;

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
  private static final int IMAPS_PORT = 993;
  private static final Duration USUAL_POLL = Duration.ofMinutes(1);

  static final Duration LONGEST_POLL = Duration.ofMinutes(9);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  public static ImapUrl parse(String text) {
    MailUrl url = MailUrl.parse(text, "imap", ImapUrl::wrong);
    if (url.user() == null) {
      throw wrong("needs user:password@ before the host");
    }
    boolean startTls = startTls(url.options().getOrDefault("starttls", "required"));
    return new ImapUrl(
        url.host(),
        url.portOr(url.implicitTls() ? IMAPS_PORT : IMAP_PORT),
        url.implicitTls(),
        !url.implicitTls() && startTls,
        url.user(),
        url.password(),
        url.path().isEmpty() ? "INBOX" : url.path(),
        poll(url.options().get("poll")));
  }

  String protocol() {
    return implicitTls ? "imaps" : "imap";
  }

  /**
   * The settings of a mail session.
   *
   * @param silence for which a server that does not answer is waited for
   */
  Properties properties(Duration silence) {
    Properties properties = new Properties();
    String prefix = "mail." + protocol() + ".";
    properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
    properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "connectiontimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
    properties.setProperty(prefix + "timeout", Long.toString(silence.toMillis()));
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

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("STITCH_IMAP_URL " + what + ".");
  }
}
