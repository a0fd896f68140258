/**
 * The local Temporal server: finding its binary, running it, and preparing the namespace that
 * journeys run in. Start at {@code TemporalService}.
 */
package dev.stitch.cli.temporal;
