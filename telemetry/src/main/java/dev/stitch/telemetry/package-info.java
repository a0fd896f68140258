/**
 * What api and worker tell of themselves: metrics of the Temporal SDK, traces, and the fields that
 * every line of a log carries. May use {@code workflows}. Go on with {@code Telemetry}.
 */
package dev.stitch.telemetry;
