/**
 * At most once: how an outward act is claimed, done and settled. Uses the ledger's table in {@code
 * dev.stitch.store.effect}. Next: {@code dev.stitch.activities.email} and {@code http}, which act.
 */
package dev.stitch.activities.effect;
