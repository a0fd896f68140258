package dev.stitch.activities.http;

import java.nio.charset.StandardCharsets;

/**
 * Effect keys as values of the header {@code Idempotency-Key}. Node ids are part of them and may be
 * in any script, headers may not.
 */
final class KeyHeader {

  static final String NAME = "Idempotency-Key";

  private KeyHeader() {}

  /** The key; bytes that no header has are percent-encoded, and so is the percent sign. */
  static String value(String effectKey) {
    StringBuilder value = new StringBuilder(effectKey.length());
    for (byte each : effectKey.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each <= '~' && each != '%') {
        value.append((char) each);
      } else {
        value.append("%%%02X".formatted(each));
      }
    }
    return value.toString();
  }
}
