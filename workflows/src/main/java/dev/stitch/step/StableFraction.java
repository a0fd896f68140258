package dev.stitch.step;

import dev.stitch.json.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Spreads runs evenly and always the same way: no random number that a replay would not repeat. */
public final class StableFraction {

  private StableFraction() {}

  /** From 0 up to, not including, 1; by entity, else by run, and different for each node. */
  static double byEntityOrRun(StepContext context) {
    String owner = context.entityId().orElse(context.runId()).toString();
    return of(owner + "/" + context.step().id());
  }

  /** From 0 up to, not including, 1; by entity, else by input, and different for each node. */
  static double byEntityOrInput(StepContext context) {
    String owner =
        context
            .entityId()
            .map(Object::toString)
            .orElseGet(() -> CanonicalJson.hash(context.variables().path("input")));
    return of(owner + "/" + context.step().id());
  }

  /** From 0 up to, not including, 1; the same for the same text. */
  public static double of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
