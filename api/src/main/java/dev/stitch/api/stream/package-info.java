/**
 * Server-sent events: one reader of the stream a process, many followers. Blocks no thread per
 * client. The rows are {@code dev.stitch.store.stream}.
 */
package dev.stitch.api.stream;
