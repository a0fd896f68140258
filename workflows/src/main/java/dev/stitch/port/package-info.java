/**
 * The contracts between workflows and the world: activity interfaces, their records, task queues.
 * No implementation. Implemented in {@code activities}.
 */
@NullMarked
package dev.stitch.port;

import org.jspecify.annotations.NullMarked;
