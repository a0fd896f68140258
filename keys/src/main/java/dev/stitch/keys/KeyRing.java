package dev.stitch.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * One or more 256-bit keys: the first locks, all unlock, so that keys can be rotated while old
 * ciphertexts are still there. Each ciphertext begins with five bytes that name its key.
 *
 * <p>The cipher is XAES-256-GCM: AES-GCM with a nonce of 192 random bits, so that one key may lock
 * any number of messages that a system ever makes; plain AES-GCM ends at 2<sup>32</sup>.
 */
public final class KeyRing {

  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES = 5;

  /** With AES-GCM's own 12 bytes these make the nonce. */
  private static final int SALT_BYTES = 12;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Aead aead;
  private final byte[] primaryName;

  private KeyRing(Aead aead, byte[] primaryName) {
    this.aead = aead;
    this.primaryName = primaryName;
  }

  /**
   * Reads keys as an environment gives them.
   *
   * @param variable where they come from, for the message
   * @param keys Base64 of 32 bytes each, the newest first, separated by commas
   * @throws IllegalArgumentException when they are not that; its message does not show them
   */
  public static KeyRing parse(String variable, String keys) {
    try {
      AeadConfig.register();
      KeysetHandle.Builder builder = KeysetHandle.newBuilder();
      int first = 0;
      String[] texts = keys.split(",", -1);
      for (int i = 0; i < texts.length; i++) {
        byte[] bytes = bytes(variable, texts[i].strip());
        KeysetHandle.Builder.Entry entry =
            KeysetHandle.importKey(key(bytes)).withFixedId(id(bytes));
        builder.addEntry(i == 0 ? entry.makePrimary() : entry);
        first = i == 0 ? id(bytes) : first;
      }
      Aead aead = builder.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
      // Tink's own prefix: the byte 1 and the key's id.
      return new KeyRing(aead, ByteBuffer.allocate(NAME_BYTES).put((byte) 1).putInt(first).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(variable + " names a key twice, or is no keys.", e);
    }
  }

  /** A new key as {@link #parse} reads it. */
  public static String fresh() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Locks with the first key.
   *
   * @param context what it belongs to; not kept, and needed to unlock
   */
  public byte[] lock(byte[] plain, byte[] context) {
    try {
      return aead.encrypt(plain, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  /**
   * Unlocks with whichever key locked.
   *
   * @throws UnreadableCiphertextException when none of ours did, the context is another, or bytes
   *     were changed
   */
  public byte[] unlock(byte[] ciphertext, byte[] context) {
    try {
      return aead.decrypt(ciphertext, context);
    } catch (GeneralSecurityException e) {
      throw new UnreadableCiphertextException(e);
    }
  }

  /** Whether the first key locked it, so that no other key is needed for it. */
  public boolean isLockedByFirst(byte[] ciphertext) {
    return ciphertext.length > NAME_BYTES
        && Arrays.equals(ciphertext, 0, NAME_BYTES, primaryName, 0, NAME_BYTES);
  }

  private static byte[] bytes(String variable, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          variable
              + " must be 32 bytes in Base64, as `openssl rand -base64 32` prints; several keys,"
              + " the newest first, are separated by commas.");
    }
    return bytes;
  }

  @AccessesPartialKey // imports a bare key, which has parts to begin with
  private static XAesGcmKey key(byte[] bytes) throws GeneralSecurityException {
    XAesGcmParameters parameters =
        XAesGcmParameters.create(XAesGcmParameters.Variant.TINK, SALT_BYTES);
    return XAesGcmKey.create(
        parameters, SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()), id(bytes));
  }

  /** The same for the same key wherever it stands in the list. */
  private static int id(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
