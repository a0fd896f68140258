/**
 * Readiness: whether what every request needs can be reached. Liveness needs nothing of ours: a
 * process that answers is alive.
 */
package dev.stitch.api.health;
