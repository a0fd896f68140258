package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.authoring.MailContent;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.mail.Recipient;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
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
          "anyOf": [{"required": ["text"]}, {"required": ["html"]}, {"required": ["mailTemplate"]}],
          "properties": {
            "mailTemplate": {
              "type": "string", "minLength": 1,
              "title": "Saved mail",
              "description": "Its id. Subject, text and HTML of this saved mail take the place of the step's. Publishing takes its texts into the version."
            },
            "mailTemplateVersion": {
              "type": "integer", "minimum": 1,
              "title": "Version of the saved mail",
              "description": "Without it, the version that is shown when the flow is published."
            },
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
              "description": "What it goes through: smtp, built-in, the id or name of a stored mail server or Gmail account, or gmail for the only such account. Without it, SMTP when the server is set up for it."
            },
            "mailboxes": {
              "type": "array", "minItems": 1, "maxItems": 50, "uniqueItems": true,
              "title": "Several mailboxes",
              "description": "Instead of one: a person who has none of them yet gets the one with most room, and keeps it in this flow or template.",
              "items": {"type": "string", "minLength": 1, "maxLength": 200}
            },
            "window": {
              "type": "object", "additionalProperties": false,
              "title": "Only within",
              "description": "Leaves only in these hours; what waits for them is spread over their first 15 minutes.",
              "properties": {
                "days": {
                  "type": "array", "minItems": 1, "uniqueItems": true,
                  "title": "Days",
                  "description": "Days on which it opens; all when left out.",
                  "items": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
                },
                "from": {
                  "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
                  "title": "From",
                  "description": "When it opens, e.g. 09:00; at midnight when left out."
                },
                "to": {
                  "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
                  "title": "To",
                  "description": "When it closes, e.g. 17:00; before 'from' it is on the next day."
                },
                "blocks": {
                  "type": "array", "maxItems": 50,
                  "title": "More hours",
                  "description": "Hours of single days, e.g. mornings of some and afternoons of others.",
                  "items": {
                    "type": "object", "additionalProperties": false,
                    "properties": {
                      "days": {
                        "type": "array", "minItems": 1, "uniqueItems": true,
                        "title": "Days",
                        "description": "All when left out.",
                        "items": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
                      },
                      "from": {
                        "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
                        "title": "From", "description": "At midnight when left out."
                      },
                      "to": {
                        "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
                        "title": "To", "description": "Before 'from' it is on the next day."
                      }
                    }
                  }
                },
                "timezone": {
                  "type": "string", "format": "timezone",
                  "title": "Time zone",
                  "description": "'contact' for the contact's own, or a name like Europe/Zurich; the contact's when left out."
                },
                "holidays": {
                  "type": "array", "maxItems": 400, "uniqueItems": true,
                  "title": "Holidays",
                  "description": "Days on which nothing leaves, e.g. 2026-12-25.",
                  "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
                }
              }
            },
            "variants": {
              "type": "array", "minItems": 1, "maxItems": 20,
              "title": "Variants",
              "description": "Texts that are tried against each other. Each person gets one by its weight, and keeps it when weights change.",
              "items": {
                "type": "object", "required": ["name"], "additionalProperties": false,
                "properties": {
                  "name": {"type": "string", "minLength": 1, "maxLength": 100, "title": "Name"},
                  "weight": {
                    "type": "number", "minimum": 0, "maximum": 1000000,
                    "title": "Weight",
                    "description": "Its share against the weights of the others; 1 when left out."
                  },
                  "subject": {
                    "type": "string", "format": "template", "minLength": 1,
                    "title": "Subject", "description": "The step's own when left out."
                  },
                  "text": {
                    "type": "string", "format": "template", "x-variables": ["unsubscribeUrl"],
                    "title": "Text", "description": "The step's own when left out."
                  },
                  "html": {
                    "type": "string", "format": "template", "x-variables": ["unsubscribeUrl"],
                    "title": "HTML", "description": "The step's own when left out."
                  }
                }
              }
            },
            "topic": {
              "type": "string", "minLength": 1, "maxLength": 100,
              "title": "Topic",
              "description": "What this mail is about, e.g. Product news. Its recipient can unsubscribe from this topic or from everything."
            },
            "transactional": {
              "type": "boolean", "default": false,
              "title": "Transactional",
              "description": "The recipient needs this mail, e.g. a receipt: it goes out whatever topics they left, neither limits of people nor quiet hours hold it, and it has no unsubscribe headers. Whoever unsubscribed from everything still gets none."
            },
            "trackClicks": {
              "type": "boolean", "default": false,
              "title": "Count clicks",
              "description": "Links in the HTML lead by way of STITCH_PUBLIC_URL, which counts each once. The unsubscribe link and links in the text stay as they are."
            },
            "followUp": {
              "type": "boolean",
              "title": "Follow-up",
              "description": "Leaves before first mails where there is not room for all. Without it, what goes on from an earlier mail is one."
            },
            "sameThread": {
              "type": "boolean",
              "title": "Same thread",
              "description": "On: appears below the last mail of this run. Off: begins a thread. Without it, appears below the first mail of the journey."
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
  public List<ConfigFault> faults(JsonNode config) {
    return MailFaults.of(config);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(EmailSender.class).send(context);
  }

  /** By the contact that the variables hold; suppressions and limits are in the database. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    Optional<VariantContext> variant = MailVariants.preview(context);
    // Each mail has a link of its own: a preview shows where it stands.
    MailTexts texts =
        new MailTexts(
            variant.<StepContext>map(it -> it).orElse(context),
            "{{" + MailContent.UNSUBSCRIBE_URL + "}}");
    String to = texts.recipient(recipient(context));
    String from = texts.from().map(InternetAddress::toUnicodeString).orElse(null);
    String replyTo = texts.replyTo().orElse(null);
    MailContent content = texts.content();
    ObjectNode output =
        JsonNodeFactory.instance.objectNode().put("to", to).put("subject", content.subject());
    variant.ifPresent(it -> output.put("variant", it.name()));
    return new StepPreview.Mail(
        to,
        from,
        replyTo,
        content.subject(),
        content.text(),
        content.html(),
        StepOutcome.completed(output));
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
