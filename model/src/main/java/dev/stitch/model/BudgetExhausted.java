package dev.stitch.model;

/** What becomes of work that a budget has no room for. */
public enum BudgetExhausted {
  /** It waits for money; an agent asks a person. */
  ASK,
  /** It fails. */
  STOP
}
