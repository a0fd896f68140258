/**
 * Counts over the whole read model, for metrics. Uses {@code Database} only; who asks decides how
 * often, since each answer reads whole tables.
 */
package dev.stitch.store.statistics;
