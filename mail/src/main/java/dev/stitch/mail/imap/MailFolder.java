package dev.stitch.mail.imap;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;

/** The folder that {@code STITCH_IMAP_URL} names, for those who want to know whether it works. */
public final class MailFolder {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ImapUrl url;

  private MailFolder(ImapUrl url) {
    this.url = url;
  }

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  public static MailFolder parse(String url) {
    return new MailFolder(ImapUrl.parse(url));
  }

  /** Signs in and opens the folder, reads nothing; empty when that works, else the reason. */
  public Optional<String> refusal() {
    try (ImapFolder folder = ImapFolder.open(url, PATIENCE)) {
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return url.toString();
  }
}
