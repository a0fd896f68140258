package dev.stitch.cli;

import dev.stitch.api.ApiApplication;
import dev.stitch.cli.up.SupervisedStack;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the API alone, configured by the environment. */
@Command(
    name = "api",
    description =
        "Run API and console alone; needs STITCH_DATABASE_URL, and TEMPORAL_ADDRESS unless it is local.")
final class ApiCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    RequiredDatabase.configured(System.getenv());
    try {
      ApiApplication.start(SupervisedStack.of(System.getenv()));
    } catch (RuntimeException failure) {
      throw StartFailure.explained(failure, System.getenv());
    }
    // The server's own shutdown hook ends it; this thread only must not return before.
    new CountDownLatch(1).await();
    return 0;
  }
}
