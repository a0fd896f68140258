/**
 * Workflows whose task keeps failing, as the reconciler finds them. Uses {@code Database} only; see
 * {@code dev.stitch.activities.reconcile} for who writes it.
 */
package dev.stitch.store.stuck;
