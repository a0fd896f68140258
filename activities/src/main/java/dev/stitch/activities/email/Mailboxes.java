package dev.stitch.activities.email;

import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.store.mail.MailRepository;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The mailboxes of this process. With {@code STITCH_SMTP_URL} mail goes out by SMTP unless a step
 * says otherwise; without, it stays in the built-in mailbox.
 */
@Singleton
public class Mailboxes {

  private final BuiltInMailbox builtIn;
  private final @Nullable SmtpMailbox smtp;

  @Inject
  public Mailboxes(
      BuiltInMailbox builtIn,
      MailRepository mails,
      @Nullable @Value("${stitch.smtp.url:}") String smtpUrl) {
    this.builtIn = builtIn;
    this.smtp =
        smtpUrl == null || smtpUrl.isBlank()
            ? null
            : new SmtpMailbox(SmtpUrl.parse(smtpUrl), mails);
  }

  /**
   * @param name null or empty for the usual one
   */
  public Mailbox named(@Nullable String name) throws StepException {
    if (name == null || name.isEmpty()) {
      return smtp == null ? builtIn : smtp;
    }
    if (name.equals(builtIn.name())) {
      return builtIn;
    }
    if (smtp != null && name.equals(smtp.name())) {
      return smtp;
    }
    throw new StepException(
        FailureCode.NOT_FOUND,
        "There is no mailbox \"%s\": use \"%s\"%s."
            .formatted(name, builtIn.name(), smtp == null ? "" : " or \"" + smtp.name() + "\""));
  }
}
