package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Platform;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign's template, without its steps.
 *
 * @param platform null for mail
 * @param startsAt before this nobody begins, or null
 * @param endsAt at this it is completed, or null
 * @param planHash the graph that it compiles to now, or null while it has no steps
 */
@MappedEntity("workflow_templates")
public record Template(
    @Id UUID id,
    String name,
    @Nullable String description,
    @Nullable @WordColumn Platform platform,
    @WordColumn TemplateType templateType,
    @WordColumn TemplateStatus status,
    @JsonbColumn JsonNode config,
    @JsonbColumn JsonNode goalMetrics,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String planHash,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt) {}
