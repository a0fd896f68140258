package dev.stitch.store.agent;

/** How a session is. */
public enum SessionStatus {
  /** An agent is at work. */
  ACTIVE,
  /** An agent waits for a person. */
  WAITING,
  /** No agent is at work; a message begins a run. */
  IDLE,
  /** It takes no more messages, until it is opened again. */
  CLOSED;

  public boolean takesMessages() {
    return this != CLOSED;
  }
}
