package dev.stitch.store.contact;

/** What became of a contact. Column {@code contact_revisions.kind}. */
public enum RevisionKind {
  CREATED,
  UPDATED,
  /** Another contact went into this one. */
  MERGED,
  /** This contact went into another one. */
  MERGED_AWAY,
  ARCHIVED,
  /** It is active again. */
  RESTORED
}
