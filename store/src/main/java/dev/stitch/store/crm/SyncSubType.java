package dev.stitch.store.crm;

/** What a sync reads. */
public enum SyncSubType {
  X_CONTACTS,
  X_TWEETS,
  X_MENTIONS,
  X_ENRICH,
  GMAIL_CONTACTS,
  GMAIL_METADATA,
  LINKEDIN_CONTACTS
}
