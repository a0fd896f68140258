/** What {@code stitch up --dev} adds: sources are watched, built, and what changed starts anew. */
package dev.stitch.cli.dev;
