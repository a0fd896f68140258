/**
 * How much mail may leave, and which of several mailboxes and texts somebody gets: tables {@code
 * send_limits}, {@code send_slots}, {@code contact_limits}, {@code mailbox_pauses} and the
 * assignments. Uses {@code dev.stitch.store.Database}. Next: {@code dev.stitch.activities.email},
 * which asks before it sends.
 */
package dev.stitch.store.sending;
