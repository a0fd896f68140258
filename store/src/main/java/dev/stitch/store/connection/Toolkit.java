package dev.stitch.store.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What credentials are for. */
public enum Toolkit {
  /** Headers of {@code http.request}. */
  HTTP,
  /** A mail server that {@code email.send} hands mail to. */
  SMTP,
  /** A key of Anthropic's API, which steps that ask a model ask with. */
  ANTHROPIC,
  /** An MCP server, whose tools agents may be given. */
  MCP,
  /** An account of X. */
  X,
  /** A mailbox of Gmail, with the contacts of its owner. */
  GMAIL,
  /** Somebody's LinkedIn account, of which only exports are read. */
  LINKEDIN,
  /** A publication of Substack, which has no API. */
  SUBSTACK;

  /** Its name as clients and graphs write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is an account of a platform, whose secret is a pair of tokens. */
  public boolean isPlatform() {
    return switch (this) {
      case HTTP, SMTP, ANTHROPIC, MCP -> false;
      case X, GMAIL, LINKEDIN, SUBSTACK -> true;
    };
  }

  /** The toolkit of that {@link #text}, empty when there is none. */
  public static Optional<Toolkit> named(String text) {
    return Arrays.stream(values()).filter(toolkit -> toolkit.text().equals(text)).findFirst();
  }

  /** All of them, for a message: {@code http, smtp or anthropic}. */
  public static String all() {
    String texts = Arrays.stream(values()).map(Toolkit::text).collect(Collectors.joining(", "));
    int last = texts.lastIndexOf(", ");
    return texts.substring(0, last) + " or " + texts.substring(last + 2);
  }
}
