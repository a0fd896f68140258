/**
 * Reserves what calls of models may cost from the budgets that they count against, and frees what
 * they did not. Decided by {@code dev.stitch.machine.BudgetRoom}, kept by {@code
 * dev.stitch.store.budget}. Used by {@code dev.stitch.activities.llm}.
 */
package dev.stitch.activities.budget;
