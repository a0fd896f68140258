/**
 * Runs and their steps as rows: reading them, accepting direct ones, and settling those that were
 * killed. What workflows themselves write is {@code dev.stitch.store.projection}.
 */
package dev.stitch.store.run;
