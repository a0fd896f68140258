/**
 * What the API tells of itself and of the read model: metrics at {@code /prometheus}, traces, and
 * the fields of its log lines. Uses {@code dev.stitch.store.statistics}; go on with {@code
 * dev.stitch.telemetry}.
 */
package dev.stitch.api.telemetry;
