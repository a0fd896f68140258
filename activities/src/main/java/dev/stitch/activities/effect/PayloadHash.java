package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints of what is sent. */
public final class PayloadHash {

  private PayloadHash() {}

  /** SHA-256 of a payload's JSON text, 64 lower-case hex digits. */
  public static String of(JsonNode payload) {
    return of(payload.toString());
  }

  /** SHA-256 of a text in UTF-8, 64 lower-case hex digits. */
  public static String of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
