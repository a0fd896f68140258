package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Templates and their steps. */
@Singleton
public class TemplateRepository {

  private static final Listing<Template> LISTING =
      new Listing<>(
          "*",
          "workflow_templates",
          Map.of(
              "name", "name",
              "status", "status",
              "templateType", "template_type",
              "startsAt", "starts_at",
              "createdAt", "created_at",
              "updatedAt", "updated_at"),
          "-createdAt",
          "id",
          row -> row.as(Template.class));

  private final Database database;
  private final TemplateRows rows;

  TemplateRepository(Database database, TemplateRows rows) {
    this.database = database;
    this.rows = rows;
  }

  public Optional<Template> find(UUID id) {
    return rows.find(id);
  }

  /** As {@link #find}, and nobody else changes the template until the transaction ends. */
  public Optional<Template> findForUpdate(UUID id) {
    return rows.findForUpdate(id);
  }

  /** As {@link #find}, and it stays as it is until the transaction ends. */
  public Optional<Template> findForShare(UUID id) {
    return rows.findForShare(id);
  }

  public Page<Template> page(TemplateQuery query, PageRequest request) {
    Filter filter =
        new Filter()
            .and("status = ?", query.status())
            .and("template_type = ?", query.templateType())
            .containing(request.text(), "name", "description");
    return LISTING.page(database, filter, request);
  }

  /** Writes a new template down as a draft; what it says of its status and times is left out. */
  public void insert(Template template) {
    rows.insert(
        template.id(),
        template.name(),
        template.description(),
        template.platform(),
        template.templateType(),
        Jsonb.text(template.config()),
        Jsonb.text(template.goalMetrics()),
        template.startsAt(),
        template.endsAt(),
        template.createdBy());
  }

  /** Gives a template what a client may set. */
  public void change(Template template) {
    rows.change(
        template.id(),
        template.name(),
        template.description(),
        template.platform(),
        template.templateType(),
        Jsonb.text(template.config()),
        Jsonb.text(template.goalMetrics()),
        template.startsAt(),
        template.endsAt());
  }

  /**
   * @param planHash the graph that those walk who begin from now on; null for none
   */
  public void changePlan(UUID id, @Nullable String planHash) {
    rows.changePlan(id, planHash);
  }

  /**
   * What counts as success of a template.
   *
   * @param event the name of an event, or null
   * @param when CEL over the contact, or null
   */
  public record Goal(
      @Nullable String event, @Nullable String when, Duration within, boolean exit) {}

  /**
   * @param goal by which those are counted who have not reached one yet; null for none
   */
  public void changeGoal(UUID id, @Nullable Goal goal) {
    if (goal == null) {
      rows.changeGoal(id, null, null, null, false);
    } else {
      rows.changeGoal(id, goal.event(), goal.when(), goal.within().toSeconds(), goal.exit());
    }
  }

  public void changeStatus(UUID id, TemplateStatus status) {
    rows.changeStatus(id, status);
  }

  /** Deletes a template, and with it its steps and enrollments; their runs stay. */
  public void delete(UUID id) {
    rows.delete(id);
  }

  /** The steps of a template, in order. */
  public List<TemplateStepRow> steps(UUID templateId) {
    return stepsOf(List.of(templateId)).getOrDefault(templateId, List.of());
  }

  /** The steps of some templates, each in order; a template without steps is left out. */
  public Map<UUID, List<TemplateStepRow>> stepsOf(Collection<UUID> templateIds) {
    return database
        .list(
            """
            SELECT template_id, id, step_index, step_type, config, delay_hours
            FROM workflow_template_steps WHERE template_id = ANY(?) ORDER BY step_index
            """,
            row ->
                Map.entry(
                    row.uuid("template_id"),
                    new TemplateStepRow(
                        row.uuid("id"),
                        row.number("step_index"),
                        row.choice("step_type", TemplateStepType.class),
                        row.json("config"),
                        row.amount("delay_hours").doubleValue())),
            SqlArray.uuids(templateIds))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** A step as it is written. */
  public record NewStep(TemplateStepType type, JsonNode config, double delayHours) {}

  /** Replaces all steps of a template; a step that has the place of an earlier one takes its id. */
  public void replaceSteps(UUID templateId, List<NewStep> steps) {
    database.update(
        Sql.of(
                """
                WITH given AS (
                    SELECT s.place - 1 AS step_index, s.id, s.type, s.config, s.delay_hours
                    FROM unnest(:ids, :types, :configs, :delays)
                        WITH ORDINALITY AS s (id, type, config, delay_hours, place)),
                left_over AS (
                    DELETE FROM workflow_template_steps
                    WHERE template_id = :templateId AND step_index >= :count),
                changed AS (
                    UPDATE workflow_template_steps s
                    SET step_type = g.type, config = g.config, delay_hours = g.delay_hours, updated_at = now()
                    FROM given g WHERE s.template_id = :templateId AND s.step_index = g.step_index
                    RETURNING s.step_index)
                INSERT INTO workflow_template_steps
                    (id, template_id, step_index, step_type, config, delay_hours)
                SELECT id, :templateId, step_index, type, config, delay_hours FROM given
                WHERE step_index NOT IN (SELECT step_index FROM changed)
                """)
            .with("templateId", templateId)
            .with("count", steps.size())
            .with("ids", SqlArray.uuids(steps.stream().map(step -> Ids.next()).toList()))
            .with("types", SqlArray.texts(steps.stream().map(step -> step.type().word()).toList()))
            .with("configs", SqlArray.jsonbs(steps.stream().map(NewStep::config).toList()))
            .with(
                "delays",
                new SqlArray("float8", steps.stream().map(NewStep::delayHours).toList())));
  }

  /** How many enrollments each of these templates has ever had; one without any is left out. */
  public Map<UUID, Long> enrollmentCounts(Collection<UUID> templateIds) {
    return database
        .list(
            """
            SELECT template_id, count(*) AS enrollments FROM workflow_enrollments
            WHERE template_id = ANY(?) GROUP BY template_id
            """,
            row -> Map.entry(row.uuid("template_id"), row.longNumber("enrollments")),
            SqlArray.uuids(templateIds))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Active templates that have somebody to begin and no operation at it: their time has come, or
   * what was to begin them got lost.
   */
  public List<UUID> due(Instant now, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT t.id FROM workflow_templates t
                WHERE t.status = 'active' AND t.plan_hash IS NOT NULL
                  AND (t.starts_at IS NULL OR t.starts_at <= :now)
                  AND EXISTS (SELECT 1 FROM workflow_enrollments e
                              WHERE e.template_id = t.id AND e.status = 'pending')
                  AND NOT EXISTS (SELECT 1 FROM bulk_operations b
                                  WHERE b.template_id = t.id AND b.status IN ('pending', 'running', 'paused'))
                ORDER BY t.id LIMIT :limit
                """)
            .with("now", now)
            .with("limit", limit),
        row -> row.uuid("id"));
  }

  /**
   * Active templates that search, enrich or prune, whose time has come in the last day, and that
   * have had no run.
   */
  public List<UUID> dueForRun(Instant now, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT t.id FROM workflow_templates t
                WHERE t.status = 'active' AND t.template_type IN ('prospecting', 'enrichment', 'pruning')
                  AND t.starts_at BETWEEN :yesterday AND :now
                  AND t.config ??| ARRAY['query', 'criteria', 'contactIds', 'contactFilter']
                  AND NOT EXISTS (SELECT 1 FROM workflow_runs r
                      WHERE r.template_id = t.id AND r.workflow_type IN ('search', 'enrich', 'prune'))
                ORDER BY t.id LIMIT :limit
                """)
            .with("yesterday", now.minus(1, ChronoUnit.DAYS))
            .with("now", now)
            .with("limit", limit),
        row -> row.uuid("id"));
  }

  /** Whether a template has had a run that searches, enriches or prunes. */
  public boolean hasPipelineRun(UUID templateId) {
    return database.exists(
        """
        SELECT 1 FROM workflow_runs
        WHERE template_id = ? AND workflow_type IN ('search', 'enrich', 'prune')
        """,
        templateId);
  }

  /** Templates that are not completed although their last moment has passed. */
  public List<UUID> overdue(Instant now, int limit) {
    return database.list(
        """
        SELECT id FROM workflow_templates
        WHERE status IN ('active', 'paused') AND ends_at <= ? ORDER BY id LIMIT ?
        """,
        row -> row.uuid("id"),
        now,
        limit);
  }
}
