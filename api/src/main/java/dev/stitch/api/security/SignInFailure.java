package dev.stitch.api.security;

import java.util.Locale;

/** Why somebody who came back from the identity provider is not signed in. */
final class SignInFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** What the sign-in page has words for. */
  enum Reason {
    /** They, or the provider, said no. */
    DENIED,
    /** It took too long, was begun in another browser, or is repeated. */
    EXPIRED,
    /** The provider knows them, but nothing here is for them. */
    NO_ROLE,
    /** What the provider says cannot be trusted. */
    REFUSED,
    /** The provider does not answer. */
    UNREACHABLE;

    /** As the address of the sign-in page has it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;
  private final String returnTo;

  /**
   * @param message for the log: what exactly was wrong, without any token
   * @param returnTo where they wanted to go
   */
  SignInFailure(Reason reason, String message, String returnTo) {
    super(message);
    this.reason = reason;
    this.returnTo = returnTo;
  }

  Reason reason() {
    return reason;
  }

  String returnTo() {
    return returnTo;
  }
}
