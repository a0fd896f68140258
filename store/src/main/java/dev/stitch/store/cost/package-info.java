/**
 * What runs cost: table {@code paid_requests} and the sums in {@code workflow_runs}. Uses {@code
 * dev.stitch.store.Database}. Next: {@code dev.stitch.store.model}, whose calls count too.
 */
package dev.stitch.store.cost;
