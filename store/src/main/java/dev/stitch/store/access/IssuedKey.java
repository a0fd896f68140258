package dev.stitch.store.access;

/**
 * A key at the only moment at which it is known.
 *
 * @param secret what its owner sends
 */
public record IssuedKey(ApiKey key, String secret) {

  /** Without the secret, for whatever log it may get into. */
  @Override
  public String toString() {
    return "IssuedKey[" + key.id() + "]";
  }
}
