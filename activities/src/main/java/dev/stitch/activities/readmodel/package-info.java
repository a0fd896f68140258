/**
 * The flushes of journeys and paths at the world: local work is done, and what the machine recorded
 * is projected in one transaction. Uses {@code dev.stitch.store.projection}.
 */
package dev.stitch.activities.readmodel;
