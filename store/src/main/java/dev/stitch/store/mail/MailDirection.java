package dev.stitch.store.mail;

/** Which way a mail went. Column {@code email_messages.direction}. */
public enum MailDirection {
  OUTBOUND,
  INBOUND
}
