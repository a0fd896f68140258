/**
 * The contracts between workflows and the world: activity interfaces, their records, task queues.
 * No implementation. Implemented in {@code activities}.
 */
package dev.stitch.port;
