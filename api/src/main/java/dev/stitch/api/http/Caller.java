package dev.stitch.api.http;

/**
 * Who sends a request, as journey events name people.
 *
 * @param actor e.g. {@code user:ada}; {@code user:local} where no login is needed
 */
public record Caller(String actor) {

  /** Whoever sits at this machine. */
  public static final Caller LOCAL = new Caller("user:local");
}
