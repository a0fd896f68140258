/**
 * How much mail may leave: tables {@code send_limits} and {@code send_slots}. Uses {@code
 * dev.stitch.store.Database}. Next: {@code dev.stitch.activities.email}, which asks before it
 * sends.
 */
package dev.stitch.store.sending;
