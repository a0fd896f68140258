package dev.stitch.cli;

import dev.stitch.cli.settings.CallersEnvironment;
import dev.stitch.cli.settings.Settings;
import dev.stitch.worker.WorkerApplication;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs a worker alone, configured by the environment; any number may run side by side. */
@Command(
    name = "worker",
    description =
        "Run a worker alone; needs STITCH_DATABASE_URL, and TEMPORAL_ADDRESS unless it is local.")
final class WorkerCommand implements Callable<Integer> {

  @ParentCommand private CallersEnvironment caller;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = caller.variables();
    Settings.checkWorker(environment);
    RequiredDatabase.tryOnce(RequiredDatabase.configured(environment));
    WorkerApplication.main(new String[0]);
    // The worker's own shutdown hook ends it; this thread only must not return before.
    new CountDownLatch(1).await();
    return 0;
  }
}
