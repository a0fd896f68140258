package dev.stitch.model;

import java.util.Locale;

/**
 * Why mail, or an act on a platform, is held back; it happens later, and is never dropped for one
 * of these.
 */
public enum GateReason {
  /** Its step's window is closed. */
  WINDOW,
  /** The person's quiet hours. */
  QUIET_HOURS,
  /** The mailbox has sent as much in an hour or a day as it may. */
  MAILBOX_CAP,
  /** The mailbox has sent a moment ago. */
  SPACING,
  /** The mailbox is new and sends less than it will. */
  RAMP_UP,
  /** The mailbox is paused. */
  MAILBOX_PAUSED,
  /** The domain of the recipient has been sent as much as it may. */
  DOMAIN_CAP,
  /** The person has been sent as much as they may, over all mailboxes and flows. */
  PERSON_CAP,
  /** The person is away until a day that they named. */
  OUT_OF_OFFICE,
  /** The campaign is paused. */
  TEMPLATE_PAUSED,
  /** The money for it is spent. */
  BUDGET,
  /** The platform takes no more requests of this kind for a while. */
  RATE_LIMIT,
  /** The account has no credits left at the platform. */
  CREDITS,
  /** The platform lets the account in no more, until a person connects it again. */
  NEEDS_RECONNECT,
  /** Another run syncs the same account. */
  SYNC_UNDER_WAY,
  /** The platform does not answer, or whether it has acted is still to be found out. */
  OUTAGE;

  /** As clients spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
