package dev.stitch.cli;

import dev.stitch.worker.WorkerApplication;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs a worker alone, configured by the environment; any number may run side by side. */
@Command(
    name = "worker",
    description =
        "Run a worker alone; needs STITCH_DATABASE_URL, and TEMPORAL_ADDRESS unless it is local.")
final class WorkerCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    RequiredDatabase.configured(System.getenv());
    try {
      WorkerApplication.main(new String[0]);
    } catch (RuntimeException failure) {
      throw StartFailure.explained(failure, System.getenv());
    }
    // The worker's own shutdown hook ends it; this thread only must not return before.
    new CountDownLatch(1).await();
    return 0;
  }
}
