package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Mail as Postmark hands it over. */
final class PostmarkMail {

  private PostmarkMail() {}

  /** The raw mail where the notification has it, else one made of its fields. */
  static byte[] raw(JsonNode notification) {
    String raw = notification.path("RawEmail").asText();
    return raw.isEmpty() ? composed(notification) : raw.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] composed(JsonNode fields) {
    ComposedMail mail = new ComposedMail();
    for (JsonNode header : fields.path("Headers")) {
      mail.header(header.path("Name").asText(), header.path("Value").asText());
    }
    mail.header("From", fields.path("From").asText())
        .header("To", fields.path("To").asText())
        .header("Cc", fields.path("Cc").asText())
        .header("Delivered-To", fields.path("OriginalRecipient").asText())
        .header("Date", fields.path("Date").asText())
        .subject(fields.path("Subject").asText());
    if (!mail.has("Message-ID")) {
      mail.header("Message-ID", "<" + fields.path("MessageID").asText() + "@postmark.invalid>");
    }
    return mail.raw(fields.path("TextBody").asText(), fields.path("HtmlBody").asText());
  }
}
