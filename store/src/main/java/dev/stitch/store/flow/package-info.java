/**
 * Flows: drafts, published versions, graphs by hash, and which system flows hang from which UX
 * node. Next: {@code dev.stitch.api.flow}, which validates and publishes.
 */
package dev.stitch.store.flow;
