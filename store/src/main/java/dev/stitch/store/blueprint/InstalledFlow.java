package dev.stitch.store.blueprint;

import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/**
 * A flow that was made of a part of a blueprint and is still there.
 *
 * @param part the flow's name in the blueprint; people may have renamed the flow
 * @param graphHash the hash of the graph that the blueprint gave it
 */
@MappedEntity("blueprint_flows")
public record InstalledFlow(String blueprintId, String part, UUID flowId, String graphHash) {}
