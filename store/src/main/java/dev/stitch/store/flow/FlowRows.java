package dev.stitch.store.flow;

import dev.stitch.model.FlowKind;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
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
      INSERT INTO flows (id, kind, name, draft, input_schema, tags)
      VALUES (:id, :kind, :name, :draftJson::jsonb, :inputSchemaJson::jsonb, :tags)
      """)
  void insert(
      UUID id,
      @WordColumn FlowKind kind,
      String name,
      String draftJson,
      @Nullable String inputSchemaJson,
      @TypeDef(type = DataType.STRING_ARRAY) String[] tags);

  @Query(
      """
      UPDATE flows SET name = :name, draft = :draftJson::jsonb, input_schema = :inputSchemaJson::jsonb,
          tags = :tags, draft_revision = draft_revision + 1, updated_at = now()
      WHERE id = :id
      """)
  void changeDraft(
      UUID id,
      String name,
      String draftJson,
      @Nullable String inputSchemaJson,
      @TypeDef(type = DataType.STRING_ARRAY) String[] tags);

  @Query("UPDATE flows SET archived_at = now(), updated_at = now() WHERE id = :id")
  void archive(UUID id);

  @Query(
      "UPDATE flows SET archived_at = NULL, updated_at = now() WHERE id = :id AND archived_at IS NOT NULL")
  void restore(UUID id);
}
