/**
 * The command line: runs the parts alone or all together. May use every module; nothing uses it.
 * Start at {@code Stitch}; {@code dev.stitch.cli.up} is the command most people run.
 */
package dev.stitch.cli;
