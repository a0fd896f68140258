/**
 * Fetching mail from a folder. Whoever watches says what is done with it; go to {@link
 * dev.stitch.mail.imap.ImapWatch}.
 */
package dev.stitch.mail.imap;
