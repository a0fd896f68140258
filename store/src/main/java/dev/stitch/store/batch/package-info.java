/**
 * How far runs have come that work off many pages or items in slices, and the steps that slices
 * write. Uses {@code Database} and the rows of {@code dev.stitch.store.projection}; see {@code
 * dev.stitch.activities.batch}.
 */
package dev.stitch.store.batch;
