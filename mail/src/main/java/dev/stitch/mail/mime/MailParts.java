package dev.stitch.mail.mime;

import io.micronaut.core.annotation.Nullable;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The parts of a mail that say something, collected from however they are nested. What cannot be
 * read is passed over: odd mail is still mail.
 */
final class MailParts {

  /** Deeper nesting is passed over. */
  private static final int MAX_DEPTH = 12;

  /** Parts looked at in one mail. */
  private static final int MAX_PARTS = 200;

  /** Bytes read of one part. */
  private static final int MAX_BYTES = 1 << 20;

  private String plain = "";
  private String html = "";
  private String deliveryStatus = "";
  private String feedback = "";
  private String original = "";
  private int seen;

  static MailParts of(MimeMessage mail) {
    MailParts parts = new MailParts();
    parts.collect(mail, 0);
    return parts;
  }

  String plain() {
    return plain;
  }

  String html() {
    return html;
  }

  /** Fields of a delivery report (RFC 3464), empty when there is none. */
  String deliveryStatus() {
    return deliveryStatus;
  }

  /** Fields of a feedback report (RFC 5965), empty when there is none. */
  String feedback() {
    return feedback;
  }

  /** The mail, or its headers, that a report is about, as it stands there. */
  String original() {
    return original;
  }

  private void collect(Part part, int depth) {
    if (depth > MAX_DEPTH || seen++ > MAX_PARTS) {
      return;
    }
    try {
      read(part, depth);
    } catch (MessagingException | IOException | RuntimeException unreadable) {
      // Nothing of this part can be told; the others may say enough.
    }
  }

  private void read(Part part, int depth) throws MessagingException, IOException {
    String type = type(part);
    if (type.startsWith("multipart/")) {
      Multipart parts = new MimeMultipart(part.getDataHandler().getDataSource());
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart child = parts.getBodyPart(i);
        collect(child, depth + 1);
      }
      return;
    }
    switch (type) {
      case "message/delivery-status" -> deliveryStatus = first(deliveryStatus, part);
      case "message/feedback-report" -> feedback = first(feedback, part);
      case "message/rfc822", "text/rfc822-headers" -> original = first(original, part);
      case "text/html" -> html = attached(part) ? html : first(html, part);
      case "text/plain" -> plain = attached(part) ? plain : first(plain, part);
      default -> {
        // An attachment, a picture, a calendar entry: not what the author wrote.
      }
    }
  }

  private static String first(String before, Part part) throws MessagingException, IOException {
    return before.isBlank() ? text(part) : before;
  }

  private static boolean attached(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  /** The media type; a part without a readable one is plain text. */
  private static String type(Part part) throws MessagingException {
    ContentType type = contentType(part);
    return type == null ? "text/plain" : type.getBaseType().toLowerCase(Locale.ROOT);
  }

  private static @Nullable ContentType contentType(Part part) throws MessagingException {
    String[] header = part.getHeader("Content-Type");
    try {
      return header == null ? null : new ContentType(header[0]);
    } catch (MessagingException unreadable) {
      return null;
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return new String(content.readNBytes(MAX_BYTES), charset(part));
    }
  }

  private static Charset charset(Part part) throws MessagingException {
    ContentType type = contentType(part);
    String name = type == null ? null : type.getParameter("charset");
    try {
      return name == null
          ? StandardCharsets.UTF_8
          : Charset.forName(MimeUtility.javaCharset(name.strip()));
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
