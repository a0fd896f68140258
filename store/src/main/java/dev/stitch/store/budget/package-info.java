/**
 * Budgets: tables {@code budgets}, {@code budget_reservations}, {@code budget_waits} and {@code
 * budget_top_ups}. What is spent comes from {@code dev.stitch.store.cost} and {@code
 * dev.stitch.store.model} by way of table {@code spending}, which the database keeps itself.
 */
package dev.stitch.store.budget;
