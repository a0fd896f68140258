package dev.stitch.connectors.x;

import dev.stitch.connectors.price.Paid;

/**
 * Something that X has published or delivered.
 *
 * @param id the post's or message's
 * @param paid what X bills for it
 */
public record XSent(String id, Paid paid) {}
