/**
 * The ledger of outward acts: table {@code effects}. Uses {@code dev.stitch.store.Database}. Next:
 * {@code dev.stitch.activities.effect}, which decides when a row may change.
 */
package dev.stitch.store.effect;
