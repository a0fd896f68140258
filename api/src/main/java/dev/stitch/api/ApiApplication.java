package dev.stitch.api;

import dev.stitch.api.localstack.LocalStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.Optional;

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
    return start(Optional.empty(), arguments);
  }

  /**
   * The same for an API that belongs to a stack on this machine.
   *
   * @param stack that stack, empty when nobody looks after this API
   */
  public static ApplicationContext start(Optional<LocalStack> stack, String... arguments) {
    return Micronaut.build(arguments)
        .mainClass(ApiApplication.class)
        .banner(false)
        .singletons(stack.stream().toArray())
        .start();
  }
}
