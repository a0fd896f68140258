package dev.stitch.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Reads mail as it comes over the wire. Whatever the bytes are, it finds a mail in them or none.
 */
public final class MailReader {

  /** Longest text kept, in characters. */
  static final int MAX_TEXT = 100_000;

  private static final int MAX_SUBJECT = 500;
  private static final int MAX_NAME = 200;

  /** An event's id has at most 200 characters: longer Message-IDs are known by their hash. */
  private static final int MAX_ID = 180;

  private static final Session SESSION = session();

  private MailReader() {}

  /**
   * @param today for dates without a year, when the mail has no date of its own
   * @return empty when the bytes are no mail at all
   */
  public static Optional<InboundMail> read(byte[] raw, LocalDate today) {
    try {
      return Optional.of(read(new MimeMessage(SESSION, new ByteArrayInputStream(raw)), raw, today));
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private static InboundMail read(MimeMessage message, byte[] raw, LocalDate today) {
    MailHeaders headers = new MailHeaders(message);
    MailParts parts = MailParts.of(message);
    String written = parts.plain().isBlank() ? HtmlText.of(parts.html()) : parts.plain();
    MailNature nature = NatureReader.of(headers, parts, written, today);
    Optional<InternetAddress> from =
        headers.addresses("From", "Sender", "Return-Path").stream().findFirst();
    return new InboundMail(
        messageId(headers, raw),
        from.map(MailReader::address).orElse(""),
        from.map(InternetAddress::getPersonal)
            .map(name -> CleanText.line(name, MAX_NAME))
            .orElse(""),
        recipients(headers, parts),
        CleanText.line(headers.one("Subject"), MAX_SUBJECT),
        CleanText.text(QuotedTail.cut(written), MAX_TEXT),
        answers(headers, parts),
        nature);
  }

  /** A report goes to whoever sent the mail; where that was to be answered says whose it was. */
  private static List<String> recipients(MailHeaders headers, MailParts parts) {
    Stream<String> addressed =
        headers
            .addresses("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
            .stream()
            .map(MailReader::address);
    return Stream.concat(addressed, NatureReader.originalReplyTo(parts).stream())
        .distinct()
        .limit(100)
        .toList();
  }

  private static List<String> answers(MailHeaders headers, MailParts parts) {
    List<String> ids = new ArrayList<>(NatureReader.originalIds(parts));
    ids.addAll(headers.messageIds("In-Reply-To"));
    List<String> references = new ArrayList<>(headers.messageIds("References"));
    Collections.reverse(references);
    ids.addAll(references);
    return ids.stream().distinct().limit(50).toList();
  }

  private static String messageId(MailHeaders headers, byte[] raw) {
    return headers.messageIds("Message-ID").stream()
        .findFirst()
        .map(
            id ->
                id.length() <= MAX_ID
                    ? id
                    : "<" + hash(id.getBytes(StandardCharsets.UTF_8)) + "@long.invalid>")
        .map(id -> CleanText.line(id, MAX_ID))
        .orElseGet(() -> "<" + hash(raw) + "@content.invalid>");
  }

  private static String address(InternetAddress address) {
    return CleanText.line(String.valueOf(address.getAddress()), 320).toLowerCase(Locale.ROOT);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Session session() {
    Properties lenient = new Properties();
    lenient.setProperty("mail.mime.address.strict", "false");
    lenient.setProperty("mail.mime.allowutf8", "true");
    return Session.getInstance(lenient);
  }
}
