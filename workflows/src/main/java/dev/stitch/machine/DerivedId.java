package dev.stitch.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids made from what they stand for. A machine has neither clock nor randomness, and a flush that
 * is done again must name the same run and the same task again.
 */
public final class DerivedId {

  private DerivedId() {}

  /**
   * A UUID of version 7 with the timestamp of {@code origin} (itself version 7) and bits hashed
   * from {@code origin} and the parts.
   */
  public static UUID of(UUID origin, @Nullable Object... parts) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    sha256.update(origin.toString().getBytes(StandardCharsets.UTF_8));
    for (Object part : parts) {
      sha256.update((byte) 0);
      sha256.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    long timestamp = origin.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L;
    long high = timestamp | 0x7000L | (digest.getLong() & 0x0FFFL);
    long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
