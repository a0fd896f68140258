package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A flow with its draft.
 *
 * @param draft the graph that is being edited; may be invalid
 * @param inputSchema JSON Schema of the input of the draft, null when any is taken
 * @param tags what it is about, to find it by
 * @param draftRevision rises with every change of name, draft, schema or tags
 * @param latestVersion the version that was published last, null before the first
 * @param paused whether new journeys wait
 */
@MappedEntity("flows")
public record Flow(
    @Id UUID id,
    @WordColumn FlowKind kind,
    String name,
    @JsonbColumn JsonNode draft,
    @Nullable @JsonbColumn JsonNode inputSchema,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> tags,
    long draftRevision,
    @Nullable Integer latestVersion,
    boolean paused,
    Instant createdAt,
    Instant updatedAt) {}
