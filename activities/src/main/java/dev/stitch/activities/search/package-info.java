/**
 * Searching the web: the engine that the operator has named, and the step that asks it. Uses {@code
 * dev.stitch.connectors.search} and {@code dev.stitch.activities.platform}. Start at {@code
 * SearchEngine}.
 */
package dev.stitch.activities.search;
