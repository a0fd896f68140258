/**
 * The way from the API to journeys: starting one, acts as updates, events as signals, and what a
 * refusal means for the client. Used by {@code entity}, {@code run} and {@code task}.
 */
package dev.stitch.api.journey;
