package dev.stitch.cli.stack;

import java.io.IOException;

/** One process of the stack: how it starts, when it is ready and how it stops. */
public interface Service {

  /** The name in messages, logs and {@code endpoints.json}. */
  String name();

  /** Starts the process; must not wait for it. */
  Process launch() throws IOException;

  /**
   * Whether it serves by now; asked again and again until it does, so it answers within a second or
   * so.
   */
  boolean isReady(Process process) throws IOException;

  /**
   * Asks the process to end; it may be one that an earlier stack left behind. Must not wait for it.
   */
  void requestStop(ProcessHandle process);

  /** One word for the progress line, where it serves. */
  String where();

  /**
   * An argument on the process's command line that no process of another home has: it names the
   * home's data.
   */
  String mark();
}
