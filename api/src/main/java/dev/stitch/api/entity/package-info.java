/**
 * Entities: reading them, accepting single ones, and everything that people do to a journey. Acts
 * are Temporal updates, events are signals; the rows are {@code dev.stitch.store.journey}.
 */
package dev.stitch.api.entity;
