package dev.stitch.store.campaign;

import dev.stitch.model.Platform;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code workflow_templates}, row by row. */
@RowRepository
interface TemplateRows extends GenericRepository<Template, UUID> {

  @Query("SELECT * FROM workflow_templates WHERE id = :id")
  Optional<Template> find(UUID id);

  @Query("SELECT * FROM workflow_templates WHERE id = :id FOR UPDATE")
  Optional<Template> findForUpdate(UUID id);

  @Query("SELECT * FROM workflow_templates WHERE id = :id FOR SHARE")
  Optional<Template> findForShare(UUID id);

  @Query(
      """
      INSERT INTO workflow_templates
          (id, name, description, platform, template_type, config, goal_metrics, starts_at, ends_at, created_by)
      VALUES (:id, :name, :description, :platform, :templateType, :configJson::jsonb,
          :goalMetricsJson::jsonb, :startsAt, :endsAt, :createdBy)
      """)
  void insert(
      UUID id,
      String name,
      @Nullable String description,
      @Nullable @WordColumn Platform platform,
      @WordColumn TemplateType templateType,
      String configJson,
      String goalMetricsJson,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String createdBy);

  @Query(
      """
      UPDATE workflow_templates
      SET name = :name, description = :description, platform = :platform,
          template_type = :templateType, config = :configJson::jsonb,
          goal_metrics = :goalMetricsJson::jsonb, starts_at = :startsAt, ends_at = :endsAt,
          updated_at = now()
      WHERE id = :id
      """)
  void change(
      UUID id,
      String name,
      @Nullable String description,
      @Nullable @WordColumn Platform platform,
      @WordColumn TemplateType templateType,
      String configJson,
      String goalMetricsJson,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt);

  @Query("UPDATE workflow_templates SET plan_hash = :planHash, updated_at = now() WHERE id = :id")
  void changePlan(UUID id, @Nullable String planHash);

  @Query(
      """
      UPDATE workflow_templates
      SET goal_event = :event, goal_when = :when, goal_seconds = :seconds, goal_exit = :exit
      WHERE id = :id
      """)
  void changeGoal(
      UUID id, @Nullable String event, @Nullable String when, @Nullable Long seconds, boolean exit);

  @Query("UPDATE workflow_templates SET status = :status, updated_at = now() WHERE id = :id")
  void changeStatus(UUID id, @WordColumn TemplateStatus status);

  @Query("DELETE FROM workflow_templates WHERE id = :id")
  void delete(UUID id);
}
