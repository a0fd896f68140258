package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.authoring.MailContent;
import dev.stitch.mail.html.PlainText;
import dev.stitch.mail.mime.Addresses;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.mail.Recipient;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/**
 * What a step's config says of its mail, rendered: the part that no server needs to be asked.
 *
 * @param unsubscribeUrl what {@code {{unsubscribeUrl}}} stands for in subject, text and HTML
 */
record MailTexts(StepContext context, String unsubscribeUrl) {

  /** What the mail is about, if it says so; consent goes by it. */
  Optional<String> topic() {
    return Optional.of(context.config().path("topic").asText().strip())
        .filter(topic -> !topic.isEmpty());
  }

  /** Whether its recipient needs it, whatever topics they have left. */
  boolean transactional() {
    return context.config().path("transactional").asBoolean();
  }

  /** Whether clicks on its links count; only where it says so. */
  boolean trackClicks() {
    return context.config().path("trackClicks").asBoolean();
  }

  /**
   * The address of {@code to}, else the contact's; never one that wants no mail.
   *
   * @param contact the run's contact as it stands
   */
  String recipient(Optional<Recipient> contact) throws StepException {
    Optional<InternetAddress> configured = configured("to");
    if (configured.isPresent()) {
      String to = configured.get().getAddress();
      if (contact.isPresent() && to.equalsIgnoreCase(contact.get().email())) {
        checkReachable(contact.get());
      }
      return to;
    }
    if (context.contactId().isEmpty()) {
      throw unreachable("The run has no contact, and the step names no recipient in \"to\".");
    }
    Recipient known =
        contact.orElseThrow(() -> unreachable("The contact does not exist any more."));
    checkReachable(known);
    if (known.email() == null) {
      throw unreachable("The contact has no mail address.");
    }
    try {
      return Addresses.one(known.email()).getAddress();
    } catch (AddressException e) {
      throw unreachable("The contact's mail address is none: " + e.getMessage());
    }
  }

  Optional<InternetAddress> from() throws StepException {
    return configured("from");
  }

  Optional<String> replyTo() throws StepException {
    return configured("replyTo").map(InternetAddress::getAddress);
  }

  /** Subject, text and HTML; the text is made of the HTML where the config has none. */
  MailContent content() throws StepException {
    MailContent content =
        MailContent.of(context.config()).rendered(context.variables(), unsubscribeUrl);
    if (content.text() == null && content.html() == null) {
      throw new StepException(FailureCode.INVALID_CONFIG, "The mail has neither text nor html.");
    }
    return content.text() == null ? content.withText(PlainText.of(content.html())) : content;
  }

  private static void checkReachable(Recipient contact) throws StepException {
    if (contact.archived()) {
      throw unreachable("The contact is archived.");
    }
    if (contact.unsubscribed()) {
      throw unreachable("The contact has unsubscribed.");
    }
  }

  private Optional<InternetAddress> configured(String field) throws StepException {
    JsonNode template = context.config().path(field);
    if (!template.isTextual()) {
      return Optional.empty();
    }
    String text = context.render(template.asText(), false);
    try {
      return Optional.of(Addresses.one(text));
    } catch (AddressException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "\"%s\" came to \"%s\", which is no mail address: %s"
              .formatted(field, MailContent.oneLine(text), e.getMessage()),
          e);
    }
  }

  static StepException unreachable(String message) {
    return new StepException(FailureCode.CONTACT_UNREACHABLE, message);
  }
}
