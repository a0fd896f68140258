package dev.stitch.store.crm;

/** Where a post is on its platform. */
public enum PostStatus {
  DRAFT,
  SCHEDULED,
  PUBLISHED,
  FAILED,
  DELETED
}
