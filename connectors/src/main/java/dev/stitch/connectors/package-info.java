/**
 * The clients of outside platforms, each for one stored connection. Uses the packages below it; its
 * errors are the closed vocabulary of {@code failure}. Start at {@code Platforms}.
 */
package dev.stitch.connectors;
