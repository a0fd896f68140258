/**
 * Tries stored credentials out, each on what it is for. Uses the probes of {@code http}, {@code
 * email} and {@code llm}; the workflow that calls it is {@code dev.stitch.connection}.
 */
package dev.stitch.activities.probe;
