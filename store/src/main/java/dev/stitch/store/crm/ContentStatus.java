package dev.stitch.store.crm;

/** Where a content item is on its way to its readers. */
public enum ContentStatus {
  DRAFT,
  SCHEDULED,
  PUBLISHED,
  ARCHIVED
}
