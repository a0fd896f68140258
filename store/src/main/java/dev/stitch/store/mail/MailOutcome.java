package dev.stitch.store.mail;

/** What may become of mail that went out. */
public enum MailOutcome {
  /** Somebody has answered it. */
  REPLIED,
  /** It came back for good. */
  BOUNCED,
  /** It came back, and another might not. */
  SOFT_BOUNCED,
  /** Its recipient has called it spam. */
  COMPLAINED
}
