package dev.stitch.driver;

import dev.stitch.machine.Machine;
import dev.stitch.machine.Transition;
import dev.stitch.port.Fence;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a workflow that a pure machine decides. Handlers only enqueue inputs; the loop gives
 * them to the machine, carries its commands out, has one local activity do the local work at hand
 * and flush the facts before it blocks, and continues as new when the history is long.
 *
 * @param <S> the machine's state
 * @param <I> its inputs
 * @param <C> its commands
 * @param <W> its local work
 */
public abstract class MachineDriver<S, I, C, W> {

  /** False for a workflow that began under the first rules and must replay as it was. */
  protected final boolean bounded;

  protected final RemoteSteps remote;
  protected final TaskBoundary boundary;
  protected final OutgoingSignals signals;
  protected final AwaitedActs acts = new AwaitedActs();

  private final Machine<S, I, C, W> machine;
  private final Deque<I> inbox = new ArrayDeque<>();
  private final Deque<W> localWork = new ArrayDeque<>();
  private final Alarm alarm = new Alarm(due -> enqueue(timerFired(due)));
  private final FenceSequence fences = new FenceSequence();
  private final TaskSize taskSize = new TaskSize();
  private S state;
  private @Nullable S flushed;

  /**
   * What a flush came to.
   *
   * @param inputs what the local work came to, in the order in which the machine takes it
   * @param next the next number to assign, on which workflow and activity must agree
   * @param size about how many characters of JSON the result is
   */
  public record Flushed<I>(List<I> inputs, long next, int size) {}

  /**
   * @param state what it begins with
   * @param isFlushed whether the database knows that state already, as after a continue-as-new
   */
  protected MachineDriver(
      Machine<S, I, C, W> machine, boolean bounded, S state, boolean isFlushed) {
    this.machine = machine;
    this.bounded = bounded;
    this.remote = new RemoteSteps(bounded);
    this.boundary = new TaskBoundary(bounded);
    this.signals = new OutgoingSignals(bounded, boundary);
    this.state = state;
    this.flushed = isFlushed ? state : null;
  }

  // ---- what a family says ----

  /** The input that a fired timer is. */
  protected abstract I timerFired(Instant due);

  /** The input that Temporal's own cancellation is. */
  protected abstract I cancelRequested(String reason);

  /** Carries out a command that is neither local work nor a fact. */
  protected abstract void carryOut(C command);

  /** Keeps a command that is a fact until the next flush. */
  protected abstract void record(C command);

  /** Calls the local activity with the work at hand and the facts that were recorded. */
  protected abstract Flushed<I> flush(Fence fence, List<W> work);

  /** The next number that the machine assigns: a journey event's, or a step's index. */
  protected abstract long nextNumber();

  /** Starts what was waiting for the flush. */
  protected void afterFlush() {}

  /** When the machine wants to be woken; empty for never. */
  protected abstract Optional<Instant> deadline();

  protected abstract boolean hasEnded();

  /**
   * Brings an ended run towards its close, a step at a time: it may close when the server has
   * answered its signals and it has answered its updates.
   *
   * @return whether it may close now
   */
  protected boolean close() {
    acts.flushed(); // what came after the end changed nothing
    if (!isAllAnswered()) {
      Workflow.await(() -> hasInput() || isAllAnswered());
      boundary.cross();
      return false;
    }
    return !hasInput();
  }

  private boolean isAllAnswered() {
    return signals.none() && Workflow.isEveryHandlerFinished();
  }

  /** Whether nothing but signals is under way. */
  protected boolean isIdle() {
    return remote.none() && Workflow.isEveryHandlerFinished();
  }

  /** Closes this run and begins the next; does not return. */
  protected abstract void continueAsNew();

  /** Before inputs are applied. */
  protected void beforeInputs() {}

  /** After the machine has taken an input. */
  protected void applied(I input) {}

  /** Before the workflow blocks: what others should know of it. */
  protected void beforeBlocking() {}

  /** Whether something else than an input is to be done. */
  protected boolean isMoreToDo() {
    return false;
  }

  // ---- what it is made of ----

  protected final S state() {
    return state;
  }

  /** The state that is in the database; null when that is to be written again. */
  protected final @Nullable S flushed() {
    return flushed;
  }

  /** Has the whole state written again, as after a reset. */
  protected final void flushAgain() {
    flushed = null;
  }

  protected final void enqueue(I input) {
    inbox.add(input);
  }

  protected final void addWork(W work) {
    localWork.add(work);
  }

  protected final boolean hasInput() {
    return !inbox.isEmpty();
  }

  /** Runs to the end. Temporal's cancellation is an input: what it leads to is still flushed. */
  protected final void drive() {
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(
            reason -> {
              enqueue(cancelRequested(reason));
              return null;
            });
    Workflow.newDetachedCancellationScope(this::loop).run();
  }

  /** Before the first input. */
  protected void begin() {}

  private void loop() {
    begin();
    while (true) {
      applyInputs();
      if (isFlushDue()) {
        flushNow();
      } else if (hasEnded()) {
        if (close()) {
          return;
        }
      } else if (WorkflowTime.historyIsLong() && isIdle() && signals.allowContinueAsNew()) {
        if (!boundary.isAhead() || !boundary.cross()) {
          continueAsNew();
        }
      } else {
        beforeBlocking();
        alarm.set(deadline());
        Workflow.await(
            () ->
                hasInput()
                    || isMoreToDo()
                    || flushed == null
                    || (bounded && WorkflowTime.historyIsLong() && isQuiet()));
      }
    }
  }

  /** Whether nothing is under way, signals included; may be asked while it waits. */
  private boolean isQuiet() {
    return isIdle() && signals.none();
  }

  private void applyInputs() {
    beforeInputs();
    while (hasInput()) {
      I input = inbox.poll();
      apply(input).forEach(this::record);
      applied(input);
    }
  }

  private List<C> apply(I input) {
    Transition<S, C> next = machine.apply(state, input);
    state = next.state();
    for (C command : next.commands()) {
      machine.localWork(command).ifPresentOrElse(localWork::add, () -> carryOut(command));
    }
    return next.commands();
  }

  private boolean isFlushDue() {
    return !localWork.isEmpty() || !state.equals(flushed);
  }

  /**
   * One local activity does the local work at hand and writes what was recorded. It runs the same
   * machine over the same inputs, and has recorded what they lead to.
   */
  private void flushNow() {
    Flushed<I> result = flush(fences.next(), List.copyOf(localWork));
    dropUnwanted();
    for (I input : result.inputs()) {
      localWork.poll();
      apply(input);
      applied(input);
      dropUnwanted();
    }
    if (result.next() != nextNumber()) {
      throw new IllegalStateException(
          "workflow and flush disagree: number " + nextNumber() + " and " + result.next());
    }
    flushed = state;
    acts.flushed();
    afterFlush();
    if (bounded) {
      taskSize.add(result.size());
      taskSize.answerWhenFull();
    }
  }

  /** The flush leaves out the same work, by the same rule. */
  private void dropUnwanted() {
    while (!localWork.isEmpty() && !machine.wants(state, localWork.peek())) {
      localWork.poll();
    }
  }
}
