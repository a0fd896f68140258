package dev.stitch.activities.email;

import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.mail.smtp.MailServer;
import dev.stitch.mail.smtp.SmtpUrl;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.connection.Connection;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;

/** Tries out a stored mail server: connects and signs in, sends nothing. */
@Singleton
public class SmtpProbe {

  private final OutboundGuard guard;

  public SmtpProbe(OutboundGuard guard) {
    this.guard = guard;
  }

  /** Whether the server lets us in. */
  public TestOutcome test(Connection connection, String secret) {
    SmtpUrl url = SmtpUrl.of(connection.config(), secret);
    try {
      guard.resolve(url.host());
    } catch (UnknownHostException e) {
      return new TestOutcome(false, e.getMessage());
    }
    return new MailServer(url)
        .refusal()
        .map(reason -> new TestOutcome(false, hidden(reason, secret)))
        .orElseGet(() -> new TestOutcome(true, url + " let us in."));
  }

  private static String hidden(String reason, String secret) {
    return secret.isEmpty() ? reason : reason.replace(secret, "[hidden]");
  }
}
