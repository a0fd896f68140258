package dev.stitch.api.localstack;

import java.time.Instant;

/** What became of the wish to stop the worker. */
public sealed interface WorkerStop {

  /** It is gone. */
  record Stopped(Instant at) implements WorkerStop {}

  /** It was left alone, and why, in a sentence. */
  record Refused(String reason) implements WorkerStop {}
}
