/**
 * When a mail may leave, decided without I/O: windows and quiet hours in the zone of a person,
 * ramp-up, gaps between mails, the share of each variant. Uses {@code dev.stitch.step} for time
 * zones. Next: {@code dev.stitch.activities.email.SendQueue}, which adds what has left already.
 */
@NullMarked
package dev.stitch.sending;

import org.jspecify.annotations.NullMarked;
