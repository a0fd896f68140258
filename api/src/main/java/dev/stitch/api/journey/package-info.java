/**
 * The way from the API to journeys: starting one, acts as updates, events as signals. Used by
 * {@code entity}, {@code run} and {@code task}.
 */
package dev.stitch.api.journey;
