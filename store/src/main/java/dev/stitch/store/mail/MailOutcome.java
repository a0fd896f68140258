package dev.stitch.store.mail;

/** What may become of mail that went out. */
public enum MailOutcome {
  /** Somebody has answered it. */
  REPLIED,
  /** It came back for good. */
  BOUNCED,
  /** Its recipient has called it spam. */
  COMPLAINED
}
