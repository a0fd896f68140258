package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code flows}, row by row. */
@RowRepository
interface FlowRows extends GenericRepository<Flow, UUID> {

  @Query("SELECT * FROM flows WHERE id = :id AND archived_at IS NULL")
  Optional<Flow> find(UUID id);

  @Query("SELECT * FROM flows WHERE id = :id AND archived_at IS NULL FOR UPDATE")
  Optional<Flow> findForUpdate(UUID id);

  @Query(
      """
      INSERT INTO flows (id, kind, name, draft, input_schema)
      VALUES (:id, :kind, :name, :draft::jsonb, :inputSchema::jsonb)
      """)
  void insert(
      UUID id,
      @WordColumn FlowKind kind,
      String name,
      @JsonbColumn JsonNode draft,
      @Nullable @JsonbColumn JsonNode inputSchema);

  @Query(
      """
      UPDATE flows SET name = :name, draft = :draft::jsonb, input_schema = :inputSchema::jsonb,
          draft_revision = draft_revision + 1, updated_at = now()
      WHERE id = :id
      """)
  void changeDraft(
      UUID id,
      String name,
      @JsonbColumn JsonNode draft,
      @Nullable @JsonbColumn JsonNode inputSchema);

  @Query("UPDATE flows SET archived_at = now(), updated_at = now() WHERE id = :id")
  void archive(UUID id);
}
