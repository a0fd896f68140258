package dev.stitch.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Headers of a mail, read leniently: one that cannot be read is as one that is not there. */
record MailHeaders(MimeMessage mail) {

  /** Longest header looked at, in characters. */
  private static final int MAX_HEADER = 16_000;

  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");

  /** The first header of a name, unfolded and decoded; empty when there is none. */
  String one(String name) {
    return all(name).stream().findFirst().map(MailHeaders::decoded).orElse("");
  }

  /** The Message-IDs in a header. */
  List<String> messageIds(String name) {
    return all(name).stream().flatMap(each -> messageIdsIn(each).stream()).toList();
  }

  static List<String> messageIdsIn(String text) {
    return MESSAGE_ID.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The addresses of headers, in the order of the names. */
  List<InternetAddress> addresses(String... names) {
    Set<InternetAddress> addresses = new LinkedHashSet<>();
    for (String name : names) {
      for (String header : all(name)) {
        addresses.addAll(parsed(header));
      }
    }
    return List.copyOf(addresses);
  }

  Optional<Date> sent() {
    try {
      return Optional.ofNullable(mail.getSentDate());
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private List<String> all(String name) {
    try {
      String[] values = mail.getHeader(name);
      return values == null
          ? List.of()
          : Arrays.stream(values).limit(20).map(MailHeaders::bounded).toList();
    } catch (MessagingException unreadable) {
      return List.of();
    }
  }

  private static String bounded(String header) {
    return header.length() > MAX_HEADER ? header.substring(0, MAX_HEADER) : header;
  }

  private static String decoded(String header) {
    String unfolded = MimeUtility.unfold(header);
    try {
      return MimeUtility.decodeText(unfolded);
    } catch (UnsupportedEncodingException | RuntimeException undecodable) {
      return unfolded;
    }
  }

  private static List<InternetAddress> parsed(String header) {
    try {
      return List.of(InternetAddress.parseHeader(MimeUtility.unfold(header), false));
    } catch (AddressException | RuntimeException unreadable) {
      return List.of();
    }
  }
}
