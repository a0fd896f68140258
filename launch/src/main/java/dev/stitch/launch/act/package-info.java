/**
 * The way to journeys and runs for acts, which are updates; events go by {@code
 * dev.stitch.launch.JourneyEvents}. Used by the API, for one at a time, and by {@code
 * dev.stitch.activities.bulk}, for many.
 */
package dev.stitch.launch.act;
