/**
 * The local Temporal server: finding its binary, running it, and preparing the namespace that
 * journeys run in. Start at {@code TemporalService}; {@code Namespace} serves servers of others
 * too.
 */
package dev.stitch.cli.temporal;
