package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.ContactSnapshot;
import dev.stitch.authoring.MailContent;
import dev.stitch.mail.html.PlainText;
import dev.stitch.mail.mime.FeedbackId;
import dev.stitch.mail.mime.ListHeaders;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.MailActivities.TestMail;
import dev.stitch.port.MailActivities.TestResult;
import dev.stitch.store.Ids;
import dev.stitch.store.authoring.MailTemplateRepository;
import dev.stitch.store.authoring.MailTemplateVersion;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends saved mail to whoever tries it out, by the mailboxes that campaigns use. A test belongs to
 * no run, so no campaign counts it; it waits for no limit and counts in none, and does not go to
 * somebody who wants no mail.
 */
@Singleton
public class TestMailer {

  private static final String KIND = "email.test";
  private static final String MARK = "[Test] ";

  private final MailTemplateRepository templates;
  private final ContactSnapshot contacts;
  private final Mailboxes mailboxes;
  private final SenderAddress sender;
  private final RecipientUrls urls;
  private final SendPermission permission;
  private final MailDispatch dispatch;

  TestMailer(
      MailTemplateRepository templates,
      ContactSnapshot contacts,
      Mailboxes mailboxes,
      SenderAddress sender,
      RecipientUrls urls,
      SendPermission permission,
      MailDispatch dispatch) {
    this.templates = templates;
    this.contacts = contacts;
    this.mailboxes = mailboxes;
    this.sender = sender;
    this.urls = urls;
    this.permission = permission;
    this.dispatch = dispatch;
  }

  /** Sends the mail, and says what came of it: a failure is an answer, too. */
  public TestResult send(TestMail test) throws InterruptedException {
    try {
      Mailbox mailbox =
          test.mailbox() == null ? mailboxes.usual() : mailboxes.named(test.mailbox());
      OutgoingMail mail = compose(test, mailbox);
      permission.check(mail);
      JsonNode sent = dispatch.send(KIND, mailbox, mail, Optional.empty());
      return new TestResult(
          true,
          sent.path("messageId").asText(),
          mailbox.name(),
          null,
          "%s took the mail for %s.".formatted(mailbox.name(), test.to()));
    } catch (StepException e) {
      return new TestResult(
          false, null, test.mailbox(), e.code().name(), String.valueOf(e.getMessage()));
    }
  }

  private OutgoingMail compose(TestMail test, Mailbox mailbox) throws StepException {
    String token = RandomToken.fresh();
    String unsubscribeUrl = urls.unsubscribe(token);
    MailContent content = content(test, unsubscribeUrl);
    InternetAddress from = sender.from();
    String key = "mail-test/" + test.testId();
    EmailMessage message =
        new EmailMessage(
            Ids.next(),
            sender.messageId(key),
            MailDirection.OUTBOUND,
            mailbox.name(),
            from.toUnicodeString(),
            test.to(),
            from.getAddress(),
            MARK + content.subject(),
            content.text(),
            content.html(),
            null,
            null,
            null,
            null,
            null,
            null,
            key,
            Instant.now());
    String address = from.getAddress();
    return new OutgoingMail(
        message,
        new UnsubscribeLink(
            RandomToken.hash(token),
            null,
            test.to().toLowerCase(Locale.ROOT),
            null,
            message.messageId()),
        false,
        new ListHeaders(
            unsubscribeUrl,
            null,
            FeedbackId.of("test", mailbox.name(), address.substring(address.lastIndexOf('@') + 1))),
        null);
  }

  private MailContent content(TestMail test, String unsubscribeUrl) throws StepException {
    MailTemplateVersion version =
        templates
            .version(test.mailTemplateId(), test.version())
            .orElseThrow(() -> new StepException(FailureCode.NOT_FOUND, "The saved mail is gone."));
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.set("contact", contacts.of(test.contactId()));
    variables.put("now", Instant.now().toString());
    MailContent content =
        new MailContent(version.subject(), version.text(), version.html())
            .rendered(variables, unsubscribeUrl);
    return content.text() == null ? content.withText(PlainText.of(content.html())) : content;
  }
}
