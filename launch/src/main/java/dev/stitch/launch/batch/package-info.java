/** Runs that work off many pages or items, as they are accepted and retried. */
package dev.stitch.launch.batch;
