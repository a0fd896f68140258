package dev.stitch.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * An SMTP connection that says when it comes to the mail itself. Everything before DATA can be
 * repeated without anybody getting mail.
 */
public final class ClaimingTransport extends SMTPTransport {

  private final Runnable beforeData;
  private boolean dataBegun;

  public ClaimingTransport(Session session, Runnable beforeData) {
    super(session, null);
    this.beforeData = beforeData;
  }

  @Override
  protected OutputStream data() throws MessagingException {
    beforeData.run();
    dataBegun = true;
    return super.data();
  }

  /** Whether the server may have the mail. */
  public synchronized boolean dataBegun() {
    return dataBegun;
  }
}
