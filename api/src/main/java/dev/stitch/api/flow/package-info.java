/**
 * Flows: drafts, validation, publishing, mappings of system flows to UX nodes, and what the run
 * dialog and the board need to know. {@code dev.stitch.launch.request.UxNodes} is the one judge of
 * what a UX node is. Stores by {@code dev.stitch.store.flow}; graphs are read by {@code
 * dev.stitch.graph}.
 */
package dev.stitch.api.flow;
