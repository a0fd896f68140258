/**
 * {@code stitch up}: puts the stack together, keeps it running, takes it down. May use every
 * package beside it. Start at {@code UpCommand}, then {@code Stack}.
 */
package dev.stitch.cli.up;
