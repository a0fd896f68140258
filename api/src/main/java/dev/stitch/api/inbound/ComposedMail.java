package dev.stitch.api.inbound;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.mail.mime.CleanText;
import io.micronaut.core.annotation.Nullable;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;

/**
 * A mail put together again from the fields that a provider made of it, so that all mail is read in
 * one way.
 */
final class ComposedMail {

  private static final int MAX_HEADER = 16_000;

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final KeptMessage mail = new KeptMessage();

  /** Sets a header as the original had it; what describes the original's parts is left out. */
  ComposedMail header(String name, @Nullable String value) {
    boolean ofBody = name.regionMatches(true, 0, "Content-", 0, 8);
    if (value != null && !value.isBlank() && !ofBody && name.matches("[!-9;-~]{1,100}")) {
      try {
        mail.setHeader(name, CleanText.line(value, MAX_HEADER));
      } catch (MessagingException unusable) {
        throw noMail();
      }
    }
    return this;
  }

  /** Sets headers from their text as the original had it. */
  ComposedMail headers(String text) {
    byte[] bytes = (text.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    try {
      InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(bytes), true);
      for (Header header : Collections.list(headers.getAllHeaders())) {
        header(header.getName(), header.getValue());
      }
      return this;
    } catch (MessagingException unusable) {
      throw noMail();
    }
  }

  boolean has(String header) {
    try {
      return mail.getHeader(header) != null;
    } catch (MessagingException unusable) {
      return false;
    }
  }

  ComposedMail subject(String subject) {
    try {
      mail.setSubject(CleanText.line(subject, MAX_HEADER), UTF_8);
      return this;
    } catch (MessagingException unusable) {
      throw noMail();
    }
  }

  /**
   * The mail as RFC 5322 has it.
   *
   * @throws ApiProblem 422 when the fields make no mail
   */
  byte[] raw(String text, String html) {
    try {
      MimeBodyPart plain = new MimeBodyPart();
      plain.setText(text, UTF_8);
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, UTF_8, "html");
      mail.setContent(new MimeMultipart("alternative", plain, rich));
      mail.saveChanges();
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      mail.writeTo(raw);
      return raw.toByteArray();
    } catch (MessagingException | IOException unusable) {
      throw noMail();
    }
  }

  private static ApiProblem noMail() {
    return ApiProblem.invalid("", "does not describe a mail");
  }

  /** Keeps the Message-ID that it has. */
  private static final class KeptMessage extends MimeMessage {

    KeptMessage() {
      super(Session.getInstance(new Properties()));
    }

    @Override
    protected void updateMessageID() {
      // The original's is the one by which the mail is known.
    }
  }
}
