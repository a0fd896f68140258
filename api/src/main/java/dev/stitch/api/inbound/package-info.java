/**
 * Mail from outside: parsed, told apart (reply, out of office, bounce, complaint), led to its
 * journey or by an inbound route to a new one. Rows are {@code dev.stitch.store.mail}; the way to
 * journeys is {@code dev.stitch.api.journey}.
 */
package dev.stitch.api.inbound;
