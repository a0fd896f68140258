package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.mail.Recipient;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/** {@code email.send}: one mail to one recipient. */
public final class EmailSendStep extends RemoteStepType {

  static final String ID = "email.send";

  public EmailSendStep() {
    super(
        ID,
        "Send an email",
        """
        {
          "type": "object",
          "x-contact": {"unless": "to"},
          "required": ["subject"],
          "anyOf": [{"required": ["text"]}, {"required": ["html"]}],
          "properties": {
            "subject": {
              "type": "string", "format": "template", "minLength": 1,
              "x-variables": ["unsubscribeUrl"],
              "title": "Subject",
              "description": "One line; line breaks in it become spaces."
            },
            "text": {
              "type": "string", "format": "template", "x-variables": ["unsubscribeUrl"],
              "title": "Text",
              "description": "The mail as plain text. With text and HTML, the reader's program chooses."
            },
            "html": {
              "type": "string", "format": "template", "x-variables": ["unsubscribeUrl"],
              "title": "HTML",
              "description": "The mail as HTML; values put into it are escaped."
            },
            "to": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "To",
              "description": "The one recipient. Without it, the contact."
            },
            "from": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "From",
              "description": "Address, or name and address as in: Ada <ada@example.com>. Without it, the usual sender."
            },
            "replyTo": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Reply to",
              "description": "Where answers go. Without it they come back to the journey."
            },
            "mailbox": {
              "type": "string", "minLength": 1,
              "title": "Mailbox",
              "description": "What it goes through: smtp, built-in, or the id or name of a stored mail server. Without it, SMTP when the server is set up for it."
            },
            "topic": {
              "type": "string", "minLength": 1, "maxLength": 100,
              "title": "Topic",
              "description": "What this mail is about, e.g. Product news. Its recipient can unsubscribe from this topic or from everything."
            },
            "transactional": {
              "type": "boolean", "default": false,
              "title": "Transactional",
              "description": "The recipient needs this mail, e.g. a receipt: it goes out whatever topics they left, and has no unsubscribe headers. Whoever unsubscribed from everything still gets none."
            }
          }
        }
        """,
        TaskQueues.EFFECTS);
  }

  @Override
  public boolean effect() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(EmailSender.class).send(context);
  }

  /** By the contact that the variables hold; suppressions and limits are in the database. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    // Each mail has a link of its own: a preview shows where it stands.
    MailTexts texts = new MailTexts(context, "{{" + MailTexts.UNSUBSCRIBE_URL + "}}");
    String to = texts.recipient(recipient(context));
    String from = texts.from().map(InternetAddress::toUnicodeString).orElse(null);
    String replyTo = texts.replyTo().orElse(null);
    MailTexts.Body body = texts.body();
    String subject = texts.subject();
    JsonNode output = JsonNodeFactory.instance.objectNode().put("to", to).put("subject", subject);
    return new StepPreview.Mail(
        to, from, replyTo, subject, body.text(), body.html(), StepOutcome.completed(output));
  }

  private static Optional<Recipient> recipient(StepContext context) {
    JsonNode contact = context.variables().path("contact");
    return context
        .contactId()
        .filter(id -> !contact.isEmpty())
        .map(
            id ->
                new Recipient(
                    id,
                    contact.path("email").textValue(),
                    contact.path("status").asText().equals("archived"),
                    contact.hasNonNull("unsubscribedAt")));
  }
}
