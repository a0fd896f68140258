package dev.stitch.store.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A question to a person.
 *
 * @param entityId the entity whose journey waits, or null when a direct run does
 * @param contactId whom a task about an absence is about, else null
 * @param mailbox what a task about a pause is about, else null
 * @param personId the contact that it is about: of itself, its journey or its run; null for none
 * @param personName that contact's name, else its address
 * @param journeyName the flow of the journey that waits
 * @param runName the run that asks
 * @param stepName what the flow of that run calls the step that asks
 * @param form JSON Schema of the answer, or null when there is none
 * @param choices an array of the names to choose from; empty when any answer will do
 */
@MappedEntity("human_tasks")
public record TaskRow(
    @Id UUID id,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable String nodeId,
    @Nullable UUID contactId,
    @Nullable String mailbox,
    String kind,
    String title,
    @Nullable String description,
    @Nullable @JsonbColumn JsonNode form,
    @JsonbColumn JsonNode choices,
    @Nullable String assignee,
    @Nullable Instant dueAt,
    @WordColumn TaskState state,
    @Nullable String choice,
    @Nullable @JsonbColumn JsonNode answer,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    Instant createdAt,
    @Nullable UUID personId,
    @Nullable String personName,
    @Nullable String journeyName,
    @Nullable String runName,
    @Nullable String stepName) {

  private static final String PERSON =
      """
      coalesce(human_tasks.contact_id,
          (SELECT e.contact_id FROM entities e WHERE e.id = human_tasks.entity_id),
          (SELECT coalesce(
                  (SELECT w.contact_id FROM workflow_enrollments w WHERE w.workflow_run_id = r.id LIMIT 1),
                  (r.config -> 'workflowInput' ->> 'contactId')::uuid)
              FROM workflow_runs r WHERE r.id = human_tasks.run_id))
      """;

  /** Of the table {@code human_tasks} by this name, without the step. */
  private static final String ALL_BUT_STEP =
      """
      id, entity_id, run_id, node_id, contact_id, mailbox, kind, title, description, form, choices, assignee, due_at,
      state, choice, answer, decided_by, decided_at, created_at,
      """
          + PERSON
          + """
       AS person_id,
      (SELECT coalesce(nullif(c.name, ''), c.email) FROM contacts c WHERE c.id =
      """
          + PERSON
          + """
      ) AS person_name,
      (SELECT f.name FROM entities e JOIN flows f ON f.id = e.flow_id
          WHERE e.id = human_tasks.entity_id) AS journey_name,
      (SELECT r.name FROM workflow_runs r WHERE r.id = human_tasks.run_id) AS run_name,
      """;

  /** Of many tasks: the names of their steps are for {@link AskingSteps} to find. */
  static final String COLUMNS_OF_MANY = ALL_BUT_STEP + "NULL::text AS step_name";

  /** Of one task. */
  static final String COLUMNS =
      ALL_BUT_STEP
          + """
      (SELECT n ->> 'label' FROM workflow_runs r JOIN graphs g ON g.hash = r.plan_hash,
              jsonb_array_elements(g.graph -> 'nodes') n
          WHERE r.id = human_tasks.run_id AND n ->> 'id' = human_tasks.node_id LIMIT 1) AS step_name
      """;

  /** The same task of a step that has this name. */
  TaskRow askedBy(@Nullable String step) {
    return new TaskRow(
        id,
        entityId,
        runId,
        nodeId,
        contactId,
        mailbox,
        kind,
        title,
        description,
        form,
        choices,
        assignee,
        dueAt,
        state,
        choice,
        answer,
        decidedBy,
        decidedAt,
        createdAt,
        personId,
        personName,
        journeyName,
        runName,
        step);
  }
}
