package dev.stitch.cli;

import dev.stitch.api.ApiApplication;
import dev.stitch.cli.settings.CallersEnvironment;
import dev.stitch.cli.settings.Settings;
import dev.stitch.cli.up.SupervisedStack;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs the API alone, configured by the environment. */
@Command(
    name = "api",
    description =
        "Run API and console alone; needs STITCH_DATABASE_URL, and TEMPORAL_ADDRESS unless it is"
            + " local.")
final class ApiCommand implements Callable<Integer> {

  @ParentCommand private CallersEnvironment caller;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = caller.variables();
    Settings.checkApi(environment);
    RequiredDatabase.tryOnce(RequiredDatabase.configured(environment));
    ApiApplication.start(SupervisedStack.of(environment));
    // The server's own shutdown hook ends it; this thread only must not return before.
    new CountDownLatch(1).await();
    return 0;
  }
}
