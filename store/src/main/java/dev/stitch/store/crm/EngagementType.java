package dev.stitch.store.crm;

/** What somebody does towards somebody else on a platform. */
public enum EngagementType {
  CONNECT,
  MESSAGE,
  FOLLOW,
  LIKE,
  COMMENT,
  REPLY,
  MENTION,
  REPOST
}
