package dev.stitch.keys;

/** A ciphertext that none of the keys at hand unlocks, where it was found. */
public final class UnreadableCiphertextException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableCiphertextException(Throwable cause) {
    super("cannot be decrypted: its key is missing, or it was moved or changed", cause);
  }
}
