package dev.stitch.store.consent;

/** Whether somebody wants to be written to. Column {@code consent_changes.state}. */
public enum ConsentState {
  GRANTED,
  WITHDRAWN
}
