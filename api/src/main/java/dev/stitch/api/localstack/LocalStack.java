package dev.stitch.api.localstack;

import java.nio.file.Path;
import java.util.Optional;

/** The stack on this machine that this API is part of, and that starts again what dies. */
public interface LocalStack {

  /** The worker as it is now. */
  WorkerProcess worker();

  /**
   * Kills the worker at once, as {@code kill -9} does.
   *
   * @param pid the process that is meant; another one is left alone
   */
  WorkerStop stopWorker(long pid);

  /**
   * A small repository that the worker may clone and push to, made when it is first asked for;
   * empty where there is no git.
   */
  Optional<Path> sampleRepository();
}
