/**
 * Our own two servers, API and worker, as child processes with small heaps. Knows how they are
 * started and when they serve, nothing of what they do.
 */
package dev.stitch.cli.server;
