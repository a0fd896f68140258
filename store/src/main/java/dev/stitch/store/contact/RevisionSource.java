package dev.stitch.store.contact;

/** What kind of run changed a contact. Column {@code contact_revisions.source}. */
public enum RevisionSource {
  SYNC,
  ENRICH,
  SEARCH,
  PRUNE,
  FLOW,
  /** What an earlier run had done was taken back. */
  UNDO
}
