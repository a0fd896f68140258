/**
 * Send limits over HTTP. Uses {@code dev.stitch.store.sending}; next: {@code
 * dev.stitch.activities.email.SendQueue}, which holds mail to them.
 */
package dev.stitch.api.sending;
