package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.google.MailMetadata;
import dev.stitch.model.EmailAddress;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.EngagementDirection;
import dev.stitch.store.crm.MailEngagement;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whom a mail is between: us and whoever wrote it, or those whom we wrote it to.
 *
 * @param others their addresses, in lower case
 */
record GmailMail(MailMetadata mail, EngagementDirection direction, List<String> others) {

  /** What was written to nobody yet, or is nobody's mail. */
  private static final Set<String> LEFT_OUT = Set.of("DRAFT", "SPAM", "TRASH", "CHAT");

  private static final String SENT = "SENT";

  /** A mail to more people is no conversation with any of them. */
  private static final int MOST_OTHERS = 50;

  private static final int MOST_CHARACTERS = 1_000;

  private static final List<String> KEPT =
      List.of("From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "Auto-Submitted");

  static GmailMail of(MailMetadata mail) {
    boolean ours = mail.labels().contains(SENT);
    Stream<String> headers = ours ? Stream.of("To", "Cc") : Stream.of("From");
    List<String> others =
        mail.labels().stream().anyMatch(LEFT_OUT::contains)
            ? List.of()
            : headers
                .flatMap(name -> mail.header(name).stream())
                .flatMap(GmailMail::addresses)
                .distinct()
                .limit(MOST_OTHERS)
                .toList();
    return new GmailMail(
        mail, ours ? EngagementDirection.OUTBOUND : EngagementDirection.INBOUND, others);
  }

  /** As it is kept with each contact whom it is between us and. */
  Stream<MailEngagement> engagements(Map<String, UUID> contacts) {
    return others.stream()
        .filter(contacts::containsKey)
        .map(
            address ->
                new MailEngagement(
                    contacts.get(address),
                    direction,
                    mail.id() + "/" + address,
                    mail.header("Subject").map(GmailMail::cut).orElse(null),
                    mail.receivedAt(),
                    metadata()));
  }

  private ObjectNode metadata() {
    ObjectNode metadata = Jsonb.object().put("id", mail.id()).put("threadId", mail.threadId());
    for (String name : KEPT) {
      mail.header(name).ifPresent(value -> metadata.put(name, cut(value)));
    }
    return metadata;
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  /** Those of a header that can be read: half of all mail programs spell some oddly. */
  private static Stream<String> addresses(String header) {
    try {
      return Arrays.stream(InternetAddress.parseHeader(header, false))
          .map(InternetAddress::getAddress)
          .filter(Objects::nonNull)
          .map(address -> address.toLowerCase(Locale.ROOT))
          .filter(EmailAddress::valid);
    } catch (AddressException e) {
      return Stream.empty();
    }
  }
}
