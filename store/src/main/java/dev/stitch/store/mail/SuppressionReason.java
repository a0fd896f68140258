package dev.stitch.store.mail;

/** Why no mail goes to an address. */
public enum SuppressionReason {
  /** A mail to it came back for good. */
  BOUNCED,
  /** Its owner called a mail spam. */
  COMPLAINED,
  /** Its owner wants none. */
  UNSUBSCRIBED,
  /** Somebody here decided so. */
  MANUAL
}
