/**
 * Handing mail over to a server, as far as it is not about steps: {@code
 * dev.stitch.activities.email} decides what is sent and whether it was.
 */
package dev.stitch.mail.smtp;
