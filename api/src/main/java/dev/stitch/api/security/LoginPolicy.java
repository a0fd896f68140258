package dev.stitch.api.security;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/**
 * Whether callers must say who they are: always, unless {@code STITCH_LOGIN=off}, which {@code
 * stitch up} sets on loopback, or {@code STITCH_ALLOW_UNAUTHENTICATED=true}, where something in
 * front authenticates.
 */
@Singleton
public class LoginPolicy {

  private final boolean required;

  LoginPolicy(
      @Value("${stitch.login:required}") String login,
      @Value("${stitch.allow-unauthenticated:false}") boolean unauthenticatedAllowed) {
    this.required = !isOff(login) && !unauthenticatedAllowed;
  }

  /**
   * Reads {@code STITCH_LOGIN}.
   *
   * @throws IllegalArgumentException when it is neither {@code required} nor {@code off}
   */
  public static boolean isOff(String login) {
    return switch (login) {
      case "required" -> false;
      case "off" -> true;
      default ->
          throw new IllegalArgumentException(
              "STITCH_LOGIN must be 'required' or 'off', not '" + login + "'.");
    };
  }

  /** Whether requests without credentials are refused. */
  public boolean required() {
    return required;
  }
}
