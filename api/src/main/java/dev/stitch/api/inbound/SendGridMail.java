package dev.stitch.api.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Jsonb;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mail as SendGrid's Inbound Parse posts it: a form of the raw mail ({@code email}) or of its
 * fields, whose encodings the field {@code charsets} names.
 */
final class SendGridMail {

  private final Map<String, byte[]> fields;
  private final JsonNode charsets;

  private SendGridMail(Map<String, byte[]> fields) {
    this.fields = fields;
    this.charsets = json("charsets");
  }

  /**
   * @throws ApiProblem 422 when the form holds no mail
   */
  static byte[] raw(List<CompletedPart> form) {
    Map<String, byte[]> fields = new HashMap<>();
    for (CompletedPart part : form) {
      // Attachments are files; the raw mail is a field like any other.
      if (!(part instanceof CompletedFileUpload) || part.getName().equals("email")) {
        fields.putIfAbsent(part.getName(), bytes(part));
      }
    }
    if (fields.containsKey("email")) {
      return fields.get("email");
    }
    if (!fields.containsKey("from") && !fields.containsKey("headers")) {
      throw ApiProblem.invalid("/from", "is required, or the raw mail in email");
    }
    return new SendGridMail(fields).composed();
  }

  private byte[] composed() {
    ComposedMail mail = new ComposedMail().headers(text("headers"));
    List<String> recipients = new ArrayList<>();
    json("envelope").path("to").forEach(each -> recipients.add(each.asText()));
    mail.header("From", text("from"))
        .header("To", text("to"))
        .header("Cc", text("cc"))
        .header("Delivered-To", String.join(", ", recipients))
        .subject(text("subject"));
    return mail.raw(text("text"), text("html"));
  }

  private String text(String field) {
    return new String(fields.getOrDefault(field, new byte[0]), charset(field));
  }

  private Charset charset(String field) {
    try {
      return Charset.forName(charsets.path(field).asText("UTF-8"));
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  private JsonNode json(String field) {
    try {
      return Jsonb.MAPPER.readTree(
          new String(fields.getOrDefault(field, new byte[0]), StandardCharsets.UTF_8));
    } catch (JsonProcessingException unreadable) {
      return Jsonb.object();
    }
  }

  private static byte[] bytes(CompletedPart part) {
    try {
      return part.getBytes();
    } catch (IOException unreadable) {
      throw ApiProblem.unreadable("/" + part.getName(), "cannot be read");
    }
  }
}
