package dev.stitch.store.task;

/** What a human task asks for; {@code human_tasks.kind} has the words. */
public enum TaskKind {

  /** What a step of a flow asks. */
  STEP,

  /** What becomes of a journey that cannot go on. */
  BLOCKED,

  /** Whether a journey may leave its stage. */
  APPROVAL,

  /** What becomes of a journey that stays at its stage for longer than it may. */
  DEADLINE,

  /** When somebody who is away can be written to again. */
  ABSENCE,

  /** Whether a mailbox that was paused sends again. */
  MAILBOX
}
