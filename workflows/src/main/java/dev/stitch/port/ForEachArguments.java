package dev.stitch.port;

import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.TimerMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A call for many items, and how far it has come.
 *
 * @param total items
 * @param concurrency runs under way at once, at most
 * @param stopAtFailure whether no further item begins once one has failed
 * @param next the first item that has not begun, from 0
 * @param underWay runs that have begun and not ended
 * @param pauses who holds it
 */
public record ForEachArguments(
    UUID callId,
    Calling calling,
    int total,
    int concurrency,
    boolean stopAtFailure,
    int next,
    int succeeded,
    int failed,
    List<UUID> underWay,
    Map<PauseOwner, TimerMode> pauses) {

  public ForEachArguments {
    Objects.requireNonNull(callId, "callId");
    Objects.requireNonNull(calling, "calling");
    if (concurrency < 1) {
      throw new IllegalArgumentException("at least one run at once");
    }
    underWay = List.copyOf(underWay);
    pauses = Map.copyOf(pauses);
  }

  /** A call of which nothing has begun. */
  public static ForEachArguments initial(
      UUID callId, Calling calling, int total, int concurrency, boolean stopAtFailure) {
    return new ForEachArguments(
        callId, calling, total, concurrency, stopAtFailure, 0, 0, 0, List.of(), Map.of());
  }
}
