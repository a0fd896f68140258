package dev.stitch.machine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The run of a path inside its journey, as it now stands.
 *
 * @param visit the entity's visit to the UX node
 */
public record RunRecord(
    PathState state, MappedFlow flow, @Nullable UUID retryOf, String uxNodeId, int visit) {}
