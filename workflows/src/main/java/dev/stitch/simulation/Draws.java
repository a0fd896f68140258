package dev.stitch.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * Chance that repeats: each draw depends on the seed, the entity and what it is for, and not on how
 * many were made before.
 */
record Draws(long seed, UUID entityId) {

  /** From 0 up to, not including, 1. */
  double fraction(String what) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((seed + "/" + entityId + "/" + what).getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * One of several by weight.
   *
   * @param from not empty, with weights above 0
   */
  <T> T pick(String what, List<T> from, ToDoubleFunction<T> weight) {
    double point = fraction(what) * from.stream().mapToDouble(weight).sum();
    for (T each : from) {
      point -= weight.applyAsDouble(each);
      if (point < 0) {
        return each;
      }
    }
    return from.getLast();
  }
}
