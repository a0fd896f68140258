package dev.stitch.mail.mime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mail by which somebody unsubscribes whose mail program does not post. The token stands in its
 * subject: addresses may lose the case of their letters on the way.
 *
 * @param address where it goes
 * @param token of the link of the mail that names it
 */
public record UnsubscribeMail(String address, String token) {

  private static final Pattern SUBJECT =
      Pattern.compile("\\s*unsubscribe[ +]+([A-Za-z0-9_-]{43})\\s*", Pattern.CASE_INSENSITIVE);

  /** As RFC 6068 has it. */
  String uri() {
    return "mailto:" + address + "?subject=unsubscribe%20" + token;
  }

  /** The token in the subject of such a mail; empty for any other. */
  public static Optional<String> token(String subject) {
    Matcher matcher = SUBJECT.matcher(subject);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
