/**
 * Makes rows and workflows agree again: starts what was accepted and never began, closes what was
 * ended outside. Runs in worker processes, one at a time; uses {@code dev.stitch.activities.bulk}.
 */
package dev.stitch.activities.reconcile;
