package dev.stitch.path;

import dev.stitch.machine.GuestRun;
import dev.stitch.machine.PathEnd;
import dev.stitch.machine.WaitingOn;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What paths tell their journey. */
public final class PathSignals {

  private PathSignals() {}

  /** What a path waits for now; empty when it runs again. */
  public record Waiting(UUID runId, List<WaitingOn> waitingOn) {
    public Waiting {
      waitingOn = List.copyOf(waitingOn);
    }
  }

  /** A direct run of the entity has begun. */
  public record Began(GuestRun guest) {
    public Began {
      Objects.requireNonNull(guest, "guest");
    }
  }

  /** A path has ended; a direct run at the entity's node says so too. */
  public record Ended(UUID runId, @Nullable String uxNodeId, UUID systemFlowId, PathEnd end) {}
}
