package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Jsonb;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;

/** Mail as providers hand it over, made into what it was before: everything is read in one way. */
final class ProviderMail {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private ProviderMail() {}

  /** The raw mail where the notification has it, else one made of its fields. */
  static byte[] postmark(JsonNode notification) {
    if (!notification.isObject()) {
      throw ApiProblem.unreadable("", "must be an object");
    }
    String raw = notification.path("RawEmail").asText();
    return raw.isEmpty() ? composed(notification) : raw.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws ApiProblem 422 when the notification does not hold the mail
   */
  static byte[] ses(byte[] notification) {
    JsonNode message = tree(notification);
    if (message.path("Message").isTextual()) {
      message = tree(message.path("Message").textValue().getBytes(StandardCharsets.UTF_8));
    }
    JsonNode content = message.path("content");
    if (!content.isTextual()) {
      throw ApiProblem.invalid(
          "/Message",
          "does not hold the mail; let the receipt rule include it in the notification");
    }
    String text = content.textValue();
    if (message.at("/receipt/action/encoding").asText().equalsIgnoreCase("BASE64")) {
      return decoded(text);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException unreadable) {
      throw ApiProblem.invalid("/Message", "holds content that is not Base64");
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return Jsonb.MAPPER.readTree(json);
    } catch (IOException unreadable) {
      throw ApiProblem.unreadable("", "must be JSON");
    }
  }

  private static byte[] composed(JsonNode fields) {
    try {
      MimeMessage mail = new Composed();
      for (JsonNode header : fields.path("Headers")) {
        header(mail, header.path("Name").asText(), header.path("Value").asText());
      }
      header(mail, "From", fields.path("From").asText());
      header(mail, "To", fields.path("To").asText());
      header(mail, "Cc", fields.path("Cc").asText());
      header(mail, "Delivered-To", fields.path("OriginalRecipient").asText());
      header(mail, "Date", fields.path("Date").asText());
      mail.setSubject(fields.path("Subject").asText(), UTF_8);
      if (mail.getHeader("Message-ID") == null) {
        header(mail, "Message-ID", "<" + fields.path("MessageID").asText() + "@postmark.invalid>");
      }
      mail.setContent(bodies(fields));
      mail.saveChanges();
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      mail.writeTo(raw);
      return raw.toByteArray();
    } catch (MessagingException | IOException unusable) {
      throw ApiProblem.invalid("", "does not describe a mail");
    }
  }

  private static MimeMultipart bodies(JsonNode fields) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(fields.path("TextBody").asText(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(fields.path("HtmlBody").asText(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  private static void header(Message mail, String name, String value) throws MessagingException {
    // The parts are made here: what was said of the old ones does not hold for them.
    boolean ofBody = name.regionMatches(true, 0, "Content-", 0, 8);
    if (!value.isBlank() && !ofBody && name.matches("[!-9;-~]{1,100}")) {
      mail.setHeader(name, CleanText.line(value, 16_000));
    }
  }

  /** Keeps the Message-ID that it has. */
  private static final class Composed extends MimeMessage {

    Composed() {
      super(Session.getInstance(new Properties()));
    }

    @Override
    protected void updateMessageID() {
      // The provider's is the one by which the mail is known.
    }
  }
}
