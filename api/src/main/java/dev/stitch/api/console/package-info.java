/**
 * Serves the web console, which the module {@code console} builds into {@code /console} of the
 * class path. Knows nothing of what is in it; the pages talk to the API as any client does.
 */
package dev.stitch.api.console;
