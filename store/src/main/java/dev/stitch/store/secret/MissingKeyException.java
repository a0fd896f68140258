package dev.stitch.store.secret;

/** There is a secret to seal or open, and no key is set to do it with. */
public final class MissingKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingKeyException() {
    super(
        "Secrets cannot be kept: "
            + Secrets.VARIABLE
            + " is not set. `openssl rand -base64 32` makes a key; api and worker need the same"
            + " one.");
  }
}
