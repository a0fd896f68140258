/**
 * Work over many entities at once: the workflow that pages through the rows that PostgreSQL has
 * accepted. Uses {@code dev.stitch.port}. Its rows are in {@code dev.stitch.store.bulk}.
 */
@NullMarked
package dev.stitch.bulk;

import org.jspecify.annotations.NullMarked;
