package dev.stitch.api;

import dev.stitch.api.localstack.LocalStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
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

  /**
   * Starts the server and returns once it listens; closing the context stops it.
   *
   * @throws ApplicationStartupException when it cannot; its causes say why
   */
  public static ApplicationContext start(String... arguments) {
    return start(Optional.empty(), arguments);
  }

  /**
   * The same for an API that belongs to a stack on this machine.
   *
   * @param stack that stack, empty when nobody looks after this API
   */
  public static ApplicationContext start(Optional<LocalStack> stack, String... arguments) {
    return new Server()
        .args(arguments)
        .mainClass(ApiApplication.class)
        .banner(false)
        .singletons(stack.stream().toArray())
        .start();
  }

  /**
   * Leaves a failed start to whoever asked for it, who says in one line what is wrong: Micronaut
   * itself would write a stack trace and end the process.
   */
  private static final class Server extends Micronaut {

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
      throw new ApplicationStartupException("The API could not start", failure);
    }
  }
}
