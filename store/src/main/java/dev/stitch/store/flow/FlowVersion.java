package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A published version, whose content never changes.
 *
 * @param version from 1, without gaps
 * @param hash SHA-256 of the graph's canonical JSON, by which workers find the plan
 * @param notes what was said when the version was made
 * @param liveSince when it became, the last time, the one that new journeys and runs take
 * @param liveBy who made it so, as the audit log names people; null when that is not known
 * @param liveNotes what was said then
 */
@MappedEntity("flow_versions")
public record FlowVersion(
    UUID flowId,
    int version,
    String hash,
    @JsonbColumn JsonNode graph,
    @Nullable @JsonbColumn JsonNode inputSchema,
    @Nullable String notes,
    Instant publishedAt,
    Instant liveSince,
    @Nullable String liveBy,
    @Nullable String liveNotes) {}
