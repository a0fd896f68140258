/**
 * Human tasks as rows, for reading. Journeys and runs open and close them by {@code
 * dev.stitch.store.projection}; answers reach them as updates.
 */
package dev.stitch.store.task;
