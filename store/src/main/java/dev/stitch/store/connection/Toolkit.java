package dev.stitch.store.connection;

import java.util.Locale;

/** What credentials are for. */
public enum Toolkit {
  /** Headers of {@code http.request}. */
  HTTP,
  /** A mail server that {@code email.send} hands mail to. */
  SMTP,
  /** A key of Anthropic's API, which steps that ask a model ask with. */
  ANTHROPIC;

  /** Its name as clients and graphs write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
