package dev.stitch.store.secret;

import dev.stitch.keys.KeyRing;
import dev.stitch.keys.UnreadableCiphertextException;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Seals secrets for their columns and opens them again, by the keys in {@code
 * STITCH_ENCRYPTION_KEY}. Where no key is set nothing can be sealed; everything else works.
 */
@Singleton
public class Secrets {

  /** Names the keys, newest first, separated by commas. */
  public static final String VARIABLE = "STITCH_ENCRYPTION_KEY";

  private final @Nullable KeyRing keys;

  Secrets(@Value("${stitch.encryption-key:}") String keys) {
    this.keys = keys.isBlank() ? null : KeyRing.parse(VARIABLE, keys);
  }

  /** Whether a key is set. */
  public boolean available() {
    return keys != null;
  }

  /**
   * Seals a secret for one place.
   *
   * @throws MissingKeyException when no key is set
   */
  public SealedSecret seal(SecretPlace place, String secret) {
    return new SealedSecret(keys().lock(secret.getBytes(StandardCharsets.UTF_8), place.context()));
  }

  /**
   * Opens what {@link #seal} made for the same place. Callers neither log nor return it.
   *
   * @throws MissingKeyException when no key is set
   * @throws UnreadableCiphertextException when the key it was sealed with is not set any more
   */
  public String open(SecretPlace place, SealedSecret sealed) {
    return new String(keys().unlock(sealed.bytes(), place.context()), StandardCharsets.UTF_8);
  }

  /** Whether it is sealed with the newest key. */
  boolean isCurrent(SealedSecret sealed) {
    return keys().isLockedByFirst(sealed.bytes());
  }

  private KeyRing keys() {
    if (keys == null) {
      throw new MissingKeyException();
    }
    return keys;
  }
}
