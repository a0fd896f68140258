package dev.stitch.store.journey;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.EntityStatus;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entity with what a list shows of its contact.
 *
 * @param planHash names the graph of the pinned version
 * @param currentNodeId null until the journey's first projection
 */
public record EntityRow(
    UUID id,
    UUID flowId,
    int flowVersion,
    String planHash,
    Contact contact,
    @Nullable String currentNodeId,
    EntityStatus status,
    List<Waiting> waitingOn,
    JsonNode metadata,
    EntitySource source,
    String workflowId,
    @Nullable UUID bulkOperationId,
    Times times,
    @Nullable Problem problem) {

  static final String COLUMNS =
      """
      e.id, e.flow_id, e.flow_version, e.plan_hash, e.current_node_id, e.status, e.waiting_on,
      e.metadata, e.source, e.workflow_id, e.bulk_operation_id, e.entered_node_at, e.started_at,
      e.created_at, e.updated_at, e.ended_at, c.id AS contact_id, c.name, c.email, c.company,
      c.title, c.timezone, c.status AS contact_status,
      (SELECT jsonb_build_object('kind', 'workflow_stuck', 'workflowId', s.workflow_id,
          'runId', s.run_id, 'cause', s.cause, 'attempt', s.attempt, 'since', s.since)
       FROM stuck_workflows s WHERE s.entity_id = e.id ORDER BY s.since LIMIT 1) AS problem
      """;

  static final String TABLES = "entities e JOIN contacts c ON c.id = e.contact_id";

  /**
   * When an entity was what.
   *
   * @param enteredNodeAt when it came to its UX node, or null before the first
   * @param startedAt when the journey first wrote to this row, or null while it has not
   * @param endedAt when its journey ended, or null while it goes on
   */
  public record Times(
      @Nullable Instant enteredNodeAt,
      @Nullable Instant startedAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {}

  /** The part of a contact that belongs beside its entity. */
  public record Contact(
      UUID id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String company,
      @Nullable String title,
      @Nullable String timezone,
      String status) {}

  /**
   * One thing that holds an entity.
   *
   * @param kind {@code timer, event, person, callback, run, gate, move, resume}
   * @param nodeId the step node, or the UX node when the stage itself waits
   * @param runId the run whose step waits, or null when the stage itself does
   * @param until when it ends by itself, or null; of a gate, the earliest time at which it opens
   * @param detail in words, or null
   * @param reason of a gate, what holds mail back: {@code window, quiet_hours, mailbox_cap,
   *     spacing, ramp_up, mailbox_paused, domain_cap, person_cap, out_of_office, template_paused,
   *     budget}; null for all else
   */
  public record Waiting(
      String kind,
      @Nullable String nodeId,
      @Nullable UUID runId,
      @Nullable Instant until,
      @Nullable String detail,
      @Nullable String reason) {

    /** Rows that an earlier build wrote call a gate a turn. */
    public Waiting {
      kind = kind.equals("turn") ? "gate" : kind;
    }

    /** What a column {@code waiting_on} holds. */
    public static List<Waiting> list(JsonNode array) {
      return Jsonb.MAPPER.convertValue(array, new TypeReference<List<Waiting>>() {});
    }
  }

  /**
   * What keeps an entity from going on although it waits for nothing.
   *
   * @param kind {@code workflow_stuck}: a task of its workflow, or of a path's, fails again and
   *     again
   * @param workflowId which workflow it is
   * @param runId the path's run, or null when it is the journey itself
   * @param cause why the task fails, in Temporal's words
   * @param attempt how often it has been tried
   * @param since when it was first tried
   */
  public record Problem(
      String kind,
      String workflowId,
      @Nullable UUID runId,
      String cause,
      int attempt,
      Instant since) {}

  static EntityRow of(Row row) throws SQLException {
    return new EntityRow(
        row.uuid("id"),
        row.uuid("flow_id"),
        row.number("flow_version"),
        row.text("plan_hash"),
        new Contact(
            row.uuid("contact_id"),
            row.textOrNull("name"),
            row.textOrNull("email"),
            row.textOrNull("company"),
            row.textOrNull("title"),
            row.textOrNull("timezone"),
            row.text("contact_status")),
        row.textOrNull("current_node_id"),
        row.choice("status", EntityStatus.class),
        Waiting.list(row.json("waiting_on")),
        row.json("metadata"),
        row.choice("source", EntitySource.class),
        row.text("workflow_id"),
        row.uuidOrNull("bulk_operation_id"),
        new Times(
            row.instant("entered_node_at"),
            row.instant("started_at"),
            row.instant("created_at"),
            row.instant("updated_at"),
            row.instant("ended_at")),
        row.json("problem", Problem.class));
  }
}
