package dev.stitch.store.flow;

import io.micronaut.core.annotation.Nullable;

/**
 * How many of a flow's entities stand at a UX node in one status.
 *
 * @param uxNodeId null for those that are about to begin at the spine's first node
 * @param status in the words of the table
 */
public record StageCount(@Nullable String uxNodeId, String status, long count) {}
