/**
 * Routes of budgets: how much may be spent, and what is. Kept by {@code dev.stitch.store.budget};
 * held by {@code dev.stitch.activities.budget}.
 */
package dev.stitch.api.budget;
