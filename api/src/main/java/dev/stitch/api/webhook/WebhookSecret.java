package dev.stitch.api.webhook;

import dev.stitch.api.error.ApiProblem;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets as Standard Webhooks writes them: {@code whsec_} and Base64. */
final class WebhookSecret {

  private static final String PREFIX = "whsec_";

  /** The least and the most that the standard allows, in bytes. */
  private static final int MIN_BYTES = 24;

  private static final int MAX_BYTES = 64;

  private static final int MADE_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  static String make() {
    byte[] bytes = new byte[MADE_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws ApiProblem 422 when it is not of that form; the message does not repeat it
   */
  static String accepted(String secret) {
    String stripped = secret.strip();
    if (!stripped.startsWith(PREFIX) || !fits(stripped.substring(PREFIX.length()))) {
      throw ApiProblem.invalid(
          "/secret",
          "must be %s and %d to %d random bytes in Base64; without it, one is made"
              .formatted(PREFIX, MIN_BYTES, MAX_BYTES));
    }
    return stripped;
  }

  private static boolean fits(String base64) {
    try {
      int bytes = Base64.getDecoder().decode(base64).length;
      return bytes >= MIN_BYTES && bytes <= MAX_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
