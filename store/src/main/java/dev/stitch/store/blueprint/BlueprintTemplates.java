package dev.stitch.store.blueprint;

import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The templates that blueprints have become. One that is completed enrolls nobody any more and is
 * not found. Table {@code blueprint_templates}, row by row.
 */
@RowRepository
public interface BlueprintTemplates extends GenericRepository<InstalledTemplate, String> {

  @Query(
      """
      SELECT b.blueprint_id, b.template_id FROM blueprint_templates b
      JOIN workflow_templates t ON t.id = b.template_id AND t.status <> 'completed'
      ORDER BY b.blueprint_id
      """)
  List<InstalledTemplate> all();

  @Query(
      """
      SELECT b.blueprint_id, b.template_id FROM blueprint_templates b
      JOIN workflow_templates t ON t.id = b.template_id AND t.status <> 'completed'
      WHERE b.blueprint_id = :blueprintId
      """)
  Optional<InstalledTemplate> find(String blueprintId);

  /** Remembers the template of a blueprint in place of an earlier one. */
  @Query(
      """
      INSERT INTO blueprint_templates (blueprint_id, template_id) VALUES (:blueprintId, :templateId)
      ON CONFLICT (blueprint_id) DO UPDATE
      SET template_id = excluded.template_id, installed_at = now()
      """)
  void put(String blueprintId, UUID templateId);

  /** When somebody was last enrolled; empty when nobody ever was. */
  @Query(
      """
      SELECT max(enrolled_at) AS at FROM workflow_enrollments WHERE template_id = :templateId
      """)
  Optional<Instant> lastEnrolled(UUID templateId);
}
