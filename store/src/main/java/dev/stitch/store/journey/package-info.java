/**
 * Entities and their journey events as rows: reading them, accepting new ones, and settling those
 * whose workflow is gone. What journeys themselves write is {@code dev.stitch.store.projection}.
 */
package dev.stitch.store.journey;
