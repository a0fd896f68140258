package dev.stitch.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;

/**
 * The API process. Configured by environment: {@code STITCH_PORT}, {@code STITCH_BIND}, {@code
 * STITCH_DATABASE_URL} and Temporal's own variables.
 */
public final class ApiApplication {

  private ApiApplication() {}

  public static void main(String[] arguments) {
    start(arguments);
  }

  /** Starts the server and returns once it listens; closing the context stops it. */
  public static ApplicationContext start(String... arguments) {
    return Micronaut.build(arguments).mainClass(ApiApplication.class).banner(false).start();
  }
}
