package dev.stitch.store.crm;

import java.util.Locale;

/** What a sync reads. */
public enum SyncSubType {
  X_CONTACTS,
  X_TWEETS,
  X_MENTIONS,
  X_ENRICH,
  GMAIL_CONTACTS,
  GMAIL_METADATA,
  LINKEDIN_CONTACTS;

  /** As clients and rows spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
