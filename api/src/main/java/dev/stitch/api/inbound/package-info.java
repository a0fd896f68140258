/**
 * The routes by which mail providers hand mail over, and those of inbound routes. What a mail means
 * is decided in {@code dev.stitch.inbound}; rows are {@code dev.stitch.store.mail}.
 */
package dev.stitch.api.inbound;
