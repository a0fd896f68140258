/**
 * Fetching mail from a folder. The caller takes the mail, as the worker does with {@code
 * dev.stitch.inbound}; go to {@link dev.stitch.mail.imap.ImapWatch}.
 */
package dev.stitch.mail.imap;
