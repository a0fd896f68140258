package dev.stitch.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;

/** The server that {@code STITCH_SMTP_URL} names, for those who want to know whether it works. */
public final class MailServer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SmtpUrl url;

  public MailServer(SmtpUrl url) {
    this.url = url;
  }

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  public static MailServer parse(String url) {
    return new MailServer(SmtpUrl.parse(url));
  }

  /** Connects and signs in, sends nothing; empty when the server lets us in, else its reason. */
  public Optional<String> refusal() {
    Session session = Session.getInstance(url.properties(PATIENCE.toMillis(), PATIENCE.toMillis()));
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(url.host(), url.port(), url.user(), url.password());
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
