/**
 * Mail from outside: taken from providers and folders, led to its journey or by an inbound route to
 * a new one. {@code dev.stitch.mail.mime} reads it and tells replies from reports; rows are {@code
 * dev.stitch.store.mail}; the way to journeys is {@code dev.stitch.api.journey}.
 */
package dev.stitch.api.inbound;
