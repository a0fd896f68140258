package dev.stitch.store.consent;

/** How a change of consent reached us. Column {@code consent_changes.source}. */
public enum ConsentSource {
  /** The recipient's mail program, by the header {@code List-Unsubscribe-Post}. */
  ONE_CLICK,
  /** The recipient, on the page that a mail's link leads to. */
  PAGE,
  /** A mail to the address that the header {@code List-Unsubscribe} names. */
  MAIL,
  /** Somebody who is signed in here. */
  PERSON,
  /** A program with an API key, or one that told of the contact by a webhook. */
  API,
  /** A file of contacts. */
  IMPORT,
  /** A provider: the recipient called a mail spam. */
  COMPLAINT,
  /** A step of a flow. */
  FLOW,
  /** Another contact that turned out to be the same person. */
  MERGE
}
