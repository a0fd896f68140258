package dev.stitch.cli.up;

import dev.stitch.activities.git.SampleRepository;
import dev.stitch.api.localstack.LocalStack;
import dev.stitch.api.localstack.WorkerProcess;
import dev.stitch.api.localstack.WorkerProcess.State;
import dev.stitch.api.localstack.WorkerStop;
import dev.stitch.cli.server.WorkerService;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.ProcessLedger;
import dev.stitch.cli.stack.ProcessRecord;
import dev.stitch.cli.stack.RunningProcess;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The stack that {@code stitch up} runs, as its API sees it: by the files of its home and the
 * processes that they name.
 *
 * @param home whose stack it is
 * @param supervisor the process id of {@code up}
 */
public record SupervisedStack(Home home, long supervisor) implements LocalStack {

  /** Names the process that looks after the others; set for children of {@code up} only. */
  private static final String VARIABLE = "STITCH_SUPERVISOR";

  /** Tells children that this process looks after them. */
  static void announce(Map<String, String> environment) {
    environment.put(VARIABLE, Long.toString(ProcessHandle.current().pid()));
  }

  /** The stack that has started this process, empty when none has. */
  public static Optional<LocalStack> of(Map<String, String> environment) {
    String announced = environment.getOrDefault(VARIABLE, "");
    return parent()
        .filter(pid -> Long.toString(pid).equals(announced))
        .map(pid -> new SupervisedStack(Home.find(null, environment), pid));
  }

  @Override
  public WorkerProcess worker() {
    return new ProcessLedger(home)
        .find(WorkerService.NAME)
        .map(
            record ->
                new WorkerProcess(
                    state(record), record.pid(), record.startedAt(), record.restarts()))
        .orElseGet(() -> new WorkerProcess(State.STOPPED, null, null, 0));
  }

  @Override
  public WorkerStop stopWorker(long pid) {
    if (!parent().equals(Optional.of(supervisor))) {
      return new WorkerStop.Refused(
          "'./stitch up' has ended: nobody would start the worker again.");
    }
    Optional<ProcessRecord> worker = new ProcessLedger(home).find(WorkerService.NAME);
    if (worker.isEmpty() || worker.get().pid() != pid) {
      return new WorkerStop.Refused(
          "The worker is not process "
              + pid
              + (worker.isEmpty()
                  ? "; there is none."
                  : " any more, but " + worker.get().pid() + "."));
    }
    if (!isThere(worker.get())) {
      return new WorkerStop.Refused("Process " + pid + " has ended already.");
    }
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    return new WorkerStop.Stopped(Instant.now());
  }

  @Override
  public Optional<Path> sampleRepository() {
    Path repository = home.repositories().resolve("shop");
    try {
      SampleRepository.make(repository);
      return Optional.of(repository);
    } catch (StepException withoutGit) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The endpoints are written anew once a process that was started again serves. */
  private State state(ProcessRecord record) {
    if (!isThere(record)) {
      return State.STOPPED;
    }
    boolean serves =
        StackEndpoints.file(home)
            .read()
            .filter(endpoints -> Objects.equals(endpoints.pids().worker(), record.pid()))
            .isPresent();
    return serves ? State.RUNNING : State.STARTING;
  }

  private static boolean isThere(ProcessRecord record) {
    return record.judge(RunningProcess.of(record.pid())) == ProcessRecord.Verdict.OURS;
  }

  private static Optional<Long> parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }
}
