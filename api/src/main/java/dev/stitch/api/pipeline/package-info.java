/**
 * Routes of runs that enrich, search and prune contacts, and the one that takes back what a run did
 * to them. What may be asked is decided in {@code dev.stitch.launch.pipeline}.
 */
package dev.stitch.api.pipeline;
