/**
 * HTML of mail that goes out: its text for readers of plain text, and its links. Uses jsoup only.
 * What comes in is read by {@code dev.stitch.mail.mime}.
 */
@NullMarked
package dev.stitch.mail.html;

import org.jspecify.annotations.NullMarked;
