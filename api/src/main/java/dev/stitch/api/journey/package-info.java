/**
 * The way from the API to journeys for acts, which are updates; events go by {@code
 * dev.stitch.launch.JourneyEvents}. Used by {@code entity}, {@code run} and {@code task}.
 */
package dev.stitch.api.journey;
