/**
 * The pieces of a local stack: its home folder, lock, ports, child processes and their supervision.
 * Knows nothing of what a service does. {@code dev.stitch.cli.up} puts the pieces together.
 */
package dev.stitch.cli.stack;
