package dev.stitch.driver;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The signals that one workflow sends to others, counted until the server has answered each. A
 * workflow waits for the answers before it closes or continues as new: Temporal drops requests that
 * were made in the task that ends a run.
 *
 * <p>Some are under way at once, the rest waits here: the server takes neither more than 2,000
 * pending signals of one workflow nor more than 4 MiB in one answer to a workflow task. To one
 * receiver, facts may overtake each other; a control (pause, resume) overtakes nothing and is not
 * overtaken.
 */
public final class OutgoingSignals {

  /** Signals under way at once; each may carry 32 KiB. */
  private static final int AT_ONCE = 25;

  private final boolean bounded;
  private final Map<String, Receiver> receivers = new HashMap<>();
  private final Deque<Receiver> waiting = new ArrayDeque<>();
  private int queued;
  private int underWay;
  private final TaskBoundary boundary;

  /**
   * @param bounded false sends each at once, as workflows did that began under the first rules
   */
  public OutgoingSignals(boolean bounded, TaskBoundary boundary) {
    this.bounded = bounded;
    this.boundary = boundary;
  }

  /** Whether what is sent may be overtaken. */
  public enum Kind {
    FACT,
    CONTROL
  }

  /** What is still to be sent to one workflow. */
  private static final class Receiver {
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private int underWay;
    private boolean controlled;

    boolean mayGetNext() {
      Outgoing next = queue.peek();
      return next != null && !controlled && (next.kind() == Kind.FACT || underWay == 0);
    }
  }

  /**
   * @param unheard runs when the receiver cannot be told: it is closed or was never there
   */
  private record Outgoing(Kind kind, Supplier<Promise<Void>> signal, Runnable unheard) {}

  /**
   * Sends a signal, now or when others have been answered.
   *
   * @param receiver the workflow id of the receiver
   * @param signal sends it; done when the server has answered
   * @param unheard runs when the receiver cannot be told
   */
  public void send(String receiver, Kind kind, Supplier<Promise<Void>> signal, Runnable unheard) {
    Receiver to = receivers.computeIfAbsent(receiver, id -> new Receiver());
    to.queue.add(new Outgoing(kind, signal, unheard));
    waiting.add(to);
    queued++;
    sendWhatMay();
  }

  /**
   * Whether a run may continue as new as far as its signals go. One that began under the first
   * rules did so without waiting for the answers; a replay of it must, too.
   */
  public boolean allowContinueAsNew() {
    return none()
        || (!bounded
            && Workflow.getVersion("signals-answered", Workflow.DEFAULT_VERSION, 1)
                == Workflow.DEFAULT_VERSION);
  }

  /** Whether the server has answered all of them. */
  public boolean none() {
    return queued == 0 && underWay == 0;
  }

  private void sendWhatMay() {
    for (int look = waiting.size(); look > 0 && (!bounded || underWay < AT_ONCE); look--) {
      Receiver to = waiting.poll();
      if (bounded && !to.mayGetNext()) {
        waiting.add(to);
      } else {
        start(to, to.queue.poll());
      }
    }
  }

  private void start(Receiver to, Outgoing next) {
    boolean control = next.kind() == Kind.CONTROL;
    queued--;
    underWay++;
    to.underWay++;
    to.controlled = control;
    next.signal()
        .get()
        .handle(
            (told, failure) -> {
              boundary.answered();
              underWay--;
              to.underWay--;
              if (control) {
                to.controlled = false;
              }
              if (failure != null) {
                next.unheard().run();
              }
              sendWhatMay();
              return null;
            });
  }
}
