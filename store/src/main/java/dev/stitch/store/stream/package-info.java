/**
 * The stream that server-sent events are read from: rows in the order of their transactions, and
 * the notification that there are new ones. Written by {@code dev.stitch.store.projection}.
 */
package dev.stitch.store.stream;
