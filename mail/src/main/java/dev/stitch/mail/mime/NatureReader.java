package dev.stitch.mail.mime;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what people write from what programs report. */
final class NatureReader {

  private static final Pattern AWAY_SUBJECT =
      Pattern.compile(
          "(?iu)^\\s*(?:(?:re|aw|sv):\\s*)?(?:automatic reply|auto(?:matic)?[-"
              + " ]?(?:reply|response)|out of (?:the )?office|automatische"
              + " antwort|abwesenheits?|abwesend|réponse automatique|absence du bureau|respuesta"
              + " automática|fuera de la oficina|risposta automatica|fuori sede|resposta"
              + " automática|automatisch antwoord|afwezig|autosvar|automatiskt svar|automaattinen"
              + " vastaus|odpowiedź automatyczna|automatická odpověď|автоматический"
              + " ответ|自动回复|自動回覆|自動返信|不在通知|자동 회신).*");

  private NatureReader() {}

  static MailNature of(MailHeaders headers, MailParts parts, String text, LocalDate today) {
    if (!parts.feedback().isEmpty()) {
      return new MailNature.Complaint(
          address(field(parts.feedback(), "Original-Rcpt-To"), field(parts.original(), "To")));
    }
    if (!parts.deliveryStatus().isEmpty()) {
      return report(parts.deliveryStatus());
    }
    if (fromMailSystem(headers)) {
      return new MailNature.Bounce(
          address(headers.one("X-Failed-Recipients"), field(parts.original(), "To")), null);
    }
    if (automatic(headers)) {
      LocalDate sent =
          headers
              .sent()
              .map(date -> date.toInstant().atZone(ZoneOffset.UTC).toLocalDate())
              .orElse(today);
      return new MailNature.OutOfOffice(
          ReturnDate.in(headers.one("Subject") + "\n" + text, sent).orElse(null));
    }
    return new MailNature.Reply();
  }

  private static MailNature report(String fields) {
    String action = field(fields, "Action");
    if (action != null && !action.toLowerCase(Locale.ROOT).startsWith("failed")) {
      return new MailNature.Notice();
    }
    return new MailNature.Bounce(
        address(field(fields, "Final-Recipient"), field(fields, "Original-Recipient")),
        field(fields, "Status"));
  }

  /** Systems that send no report still send from their own name and to be answered by nobody. */
  private static boolean fromMailSystem(MailHeaders headers) {
    boolean system =
        headers.addresses("From").stream()
            .map(each -> String.valueOf(each.getAddress()).toLowerCase(Locale.ROOT))
            .anyMatch(each -> each.startsWith("mailer-daemon@") || each.startsWith("postmaster@"));
    return !headers.one("X-Failed-Recipients").isEmpty()
        || (system
            && (headers.one("Return-Path").contains("<>")
                || headers
                    .one("Subject")
                    .matches("(?iu).*(?:undeliver|delivery|returned|failure|unzustellbar).*")));
  }

  private static boolean automatic(MailHeaders headers) {
    String submitted = headers.one("Auto-Submitted").toLowerCase(Locale.ROOT).strip();
    String suppress = headers.one("X-Auto-Response-Suppress").toLowerCase(Locale.ROOT);
    return (!submitted.isEmpty() && !submitted.startsWith("no"))
        || suppress.matches(".*\\b(?:all|oof|autoreply)\\b.*")
        || !headers.one("X-Autoreply").isEmpty()
        || !headers.one("X-Autorespond").isEmpty()
        || headers.one("Precedence").equalsIgnoreCase("auto_reply")
        || AWAY_SUBJECT.matcher(headers.one("Subject")).matches();
  }

  private static @Nullable String field(String fields, String name) {
    Matcher matcher =
        Pattern.compile("(?im)^" + Pattern.quote(name) + ":[ \\t]*(\\S.{0,500}?)[ \\t]*$")
            .matcher(fields);
    return matcher.find() ? CleanText.line(matcher.group(1), 300) : null;
  }

  /** The address in the first of some fields that has one. */
  private static @Nullable String address(@Nullable String... fields) {
    for (String field : fields) {
      Matcher matcher =
          Pattern.compile("[^\\s<>;:,\"]{1,100}@[^\\s<>;,\"]{1,200}")
              .matcher(field == null ? "" : field);
      if (matcher.find()) {
        return matcher.group().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** The Message-IDs that a report says it is about. */
  static List<String> originalIds(MailParts parts) {
    String id = field(parts.original(), "Message-ID");
    return id == null ? List.of() : MailHeaders.messageIdsIn(id);
  }

  /** Where the mail that a report is about was to be answered. */
  static Optional<String> originalReplyTo(MailParts parts) {
    return Optional.ofNullable(address(field(parts.original(), "Reply-To")));
  }
}
