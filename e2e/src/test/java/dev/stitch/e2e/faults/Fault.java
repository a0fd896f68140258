package dev.stitch.e2e.faults;

import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param after how long after the one before it has ended
 * @param length how long it lasts; of no account where a worker or an API is killed, which {@code
 *     up} starts again at once
 */
public record Fault(Kind kind, Part part, Duration after, Duration length) {

  /** How something goes wrong. */
  public enum Kind {
    /** The process ends at once, as by {@code kill -9}; a server stays away. */
    KILL,
    /** The process stands still and then goes on, as by SIGSTOP and SIGCONT. */
    FREEZE,
    /** Connections to a server break and none can be made. */
    CUT
  }

  /** What it befalls. */
  public enum Part {
    WORKER,
    API,
    TEMPORAL,
    POSTGRES;

    /** Whether the others connect to it. */
    public boolean isServer() {
      return this == TEMPORAL || this == POSTGRES;
    }
  }
}
