package dev.stitch.activities.email;

import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.activities.http.ForbiddenAddressException;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.mail.smtp.SmtpUrl;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.mail.MailRepository;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The mailboxes of this process. With {@code STITCH_SMTP_URL} mail goes out by SMTP unless a step
 * says otherwise; without, it stays in the built-in mailbox.
 */
@Singleton
public class Mailboxes {

  private final BuiltInMailbox builtIn;
  private final MailRepository mails;
  private final BoundConnections connections;
  private final OutboundGuard guard;
  private final @Nullable SmtpMailbox smtp;

  @Inject
  public Mailboxes(
      BuiltInMailbox builtIn,
      MailRepository mails,
      BoundConnections connections,
      OutboundGuard guard,
      @Nullable @Value("${stitch.smtp.url:}") String smtpUrl) {
    this.builtIn = builtIn;
    this.mails = mails;
    this.connections = connections;
    this.guard = guard;
    this.smtp =
        smtpUrl == null || smtpUrl.isBlank()
            ? null
            : new SmtpMailbox(SmtpUrl.parse(smtpUrl), mails);
  }

  /**
   * The mailbox of a step: that of its run's connection, else the one that its config names, else
   * the usual one.
   *
   * @throws StepException {@code NOT_FOUND} when there is none of the name, {@code
   *     FORBIDDEN_ADDRESS} when a stored mail server may not be called from here
   */
  Mailbox of(StepContext context) throws StepException {
    String name = context.config().path("mailbox").asText();
    if (name.equals(builtIn.name())) {
      return builtIn;
    }
    Optional<Connection> ofRun = connections.ofRun(context, Toolkit.SMTP);
    if (ofRun.isPresent()) {
      return stored(ofRun.get());
    }
    return name.isEmpty() ? usual() : named(context, name);
  }

  /** The one that mail leaves by where nobody says otherwise. */
  Mailbox usual() {
    return smtp == null ? builtIn : smtp;
  }

  /**
   * The mailbox of a name for mail that no run sends.
   *
   * @throws StepException as {@link #of}
   */
  Mailbox named(String name) throws StepException {
    Optional<Mailbox> ofProcess = ofProcess(name);
    return ofProcess.isPresent() ? ofProcess.get() : stored(connections.named(Toolkit.SMTP, name));
  }

  /**
   * The mailbox of a name.
   *
   * @throws StepException as {@link #of}
   */
  Mailbox named(StepContext context, String name) throws StepException {
    Optional<Mailbox> ofProcess = ofProcess(name);
    return ofProcess.isPresent()
        ? ofProcess.get()
        : stored(connections.of(context, Toolkit.SMTP, name));
  }

  private Optional<Mailbox> ofProcess(String name) {
    if (name.equals(builtIn.name())) {
      return Optional.of(builtIn);
    }
    return Optional.<Mailbox>ofNullable(smtp).filter(mailbox -> name.equals(mailbox.name()));
  }

  private Mailbox stored(Connection connection) throws StepException {
    SmtpUrl url = SmtpUrl.of(connection.config(), connections.secret(connection));
    try {
      guard.resolve(url.host());
    } catch (ForbiddenAddressException e) {
      throw new StepException(FailureCode.FORBIDDEN_ADDRESS, e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw new StepException(FailureCode.UNAVAILABLE, url.host() + " has no address.", e);
    }
    return new SmtpMailbox(connection.name(), connection.id().toString(), url, mails);
  }
}
