package dev.stitch.store.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * What new entities of one flow have in common.
 *
 * @param startNodeId the UX node to begin at, or null for the spine's first
 * @param reentry whether a contact may be in more than one live journey of the flow
 * @param bulkOperationId the operation that starts their journeys, or null
 */
public record NewEntities(
    UUID flowId,
    int flowVersion,
    String planHash,
    @Nullable String startNodeId,
    boolean reentry,
    JsonNode metadata,
    EntitySource source,
    @Nullable UUID bulkOperationId) {}
