package dev.stitch.activities.email;

import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.activities.http.ForbiddenAddressException;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.activities.platform.PlatformAccounts;
import dev.stitch.activities.platform.PlatformRefusal;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.google.GmailClient;
import dev.stitch.mail.smtp.SmtpUrl;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.PlatformMailRepository;
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

  /** The name of the one Gmail account there is. */
  private static final String GMAIL = "gmail";

  private final BuiltInMailbox builtIn;
  private final MailRepository mails;
  private final BoundConnections connections;
  private final OutboundGuard guard;
  private final Platforms platforms;
  private final PlatformAccounts accounts;
  private final PlatformMailRepository sentMails;
  private final @Nullable SmtpMailbox smtp;

  @Inject
  public Mailboxes(
      BuiltInMailbox builtIn,
      MailRepository mails,
      BoundConnections connections,
      OutboundGuard guard,
      Platforms platforms,
      PlatformAccounts accounts,
      PlatformMailRepository sentMails,
      @Nullable @Value("${stitch.smtp.url:}") String smtpUrl) {
    this.builtIn = builtIn;
    this.mails = mails;
    this.connections = connections;
    this.guard = guard;
    this.platforms = platforms;
    this.accounts = accounts;
    this.sentMails = sentMails;
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
  Mailbox of(StepContext context) throws StepException, InterruptedException {
    String name = context.config().path("mailbox").asText();
    if (name.equals(builtIn.name())) {
      return builtIn;
    }
    Optional<Mailbox> ofRun = ofRun(context);
    if (ofRun.isPresent()) {
      return ofRun.get();
    }
    return name.isEmpty() ? usual() : named(name);
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
  Mailbox named(String name) throws StepException, InterruptedException {
    Optional<Mailbox> ofProcess = ofProcess(name);
    if (ofProcess.isPresent()) {
      return ofProcess.get();
    }
    if (name.equals(GMAIL)) {
      return onlyGmail();
    }
    Optional<Connection> gmail = connections.find(Toolkit.GMAIL, name);
    return gmail.isPresent() && connections.find(Toolkit.SMTP, name).isEmpty()
        ? gmail(gmail.get())
        : stored(connections.named(Toolkit.SMTP, name));
  }

  /**
   * The mailbox of a name, unless the run was started with another.
   *
   * @throws StepException as {@link #of}
   */
  Mailbox named(StepContext context, String name) throws StepException, InterruptedException {
    Optional<Mailbox> ofProcess = ofProcess(name);
    if (ofProcess.isPresent()) {
      return ofProcess.get();
    }
    Optional<Mailbox> ofRun = ofRun(context);
    return ofRun.isPresent() ? ofRun.get() : named(name);
  }

  private Optional<Mailbox> ofRun(StepContext context) throws StepException, InterruptedException {
    Optional<Connection> server = connections.ofRun(context, Toolkit.SMTP);
    return server.isPresent() ? Optional.of(stored(server.get())) : gmailOfRun(context);
  }

  /**
   * Templates of Gmail name no account where there is one only; without one, mail leaves as usual.
   */
  private Mailbox onlyGmail() throws StepException, InterruptedException {
    return switch (accounts.only(Toolkit.GMAIL)) {
      case PlatformAccounts.Chosen chosen -> gmail(chosen.account());
      case PlatformAccounts.None none -> {
        if (none.several()) {
          throw new StepException(FailureCode.INVALID_CONFIG, none.reason());
        }
        yield usual();
      }
    };
  }

  /** Whose account it is must be known, since mail is from there and replies come back there. */
  private Mailbox gmail(Connection account) throws StepException, InterruptedException {
    GmailClient client = platforms.gmail(account);
    String address = account.account().name();
    if (address == null) {
      try {
        address = client.profile().address();
      } catch (PlatformException e) {
        throw new PlatformRefusal(e);
      }
      accounts.identify(account, address);
    }
    return new GmailMailbox(account, address, client, mails, sentMails);
  }

  private Optional<Mailbox> gmailOfRun(StepContext context)
      throws StepException, InterruptedException {
    Optional<Connection> account = connections.ofRun(context, Toolkit.GMAIL);
    return account.isPresent() ? Optional.of(gmail(account.get())) : Optional.empty();
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
