/**
 * Mail that was sent or came in: table {@code email_messages}. Uses {@code
 * dev.stitch.store.Database}. Written by {@code dev.stitch.activities.email}, shown by {@code
 * dev.stitch.api.mailbox}.
 */
package dev.stitch.store.mail;
