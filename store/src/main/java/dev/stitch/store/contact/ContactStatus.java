package dev.stitch.store.contact;

/** Whether journeys may start for a contact. */
public enum ContactStatus {
  ACTIVE,
  ARCHIVED
}
