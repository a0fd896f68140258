/**
 * Holds the guides in {@code docs/} to what the program does: references are generated from the
 * code, and a guide that says something else fails the build. Start at {@link ReferenceTest}.
 */
package dev.stitch.e2e.docs;
