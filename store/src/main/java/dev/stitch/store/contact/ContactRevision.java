package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * What a run has done to a contact. Table {@code contact_revisions}.
 *
 * @param id rises with each revision of a contact
 * @param platform whose word it is, null when it is no platform's
 * @param workflowRunId null when the run is gone
 * @param actor who asked for it, null when nobody did
 * @param otherContactId who was merged into this contact, or into whom it went
 * @param fields from field to {@code before} and {@code after}, as {@link ContactDifference} has it
 * @param undoneAt since when it is taken back, null while it stands
 */
public record ContactRevision(
    long id,
    UUID contactId,
    RevisionKind kind,
    RevisionSource source,
    @Nullable String platform,
    @Nullable UUID workflowRunId,
    @Nullable String actor,
    @Nullable UUID otherContactId,
    JsonNode fields,
    @Nullable Instant undoneAt,
    Instant at) {

  static ContactRevision of(Row row) throws SQLException {
    return new ContactRevision(
        row.longNumber("id"),
        row.uuid("contact_id"),
        row.choice("kind", RevisionKind.class),
        row.choice("source", RevisionSource.class),
        row.textOrNull("platform"),
        row.uuidOrNull("workflow_run_id"),
        row.textOrNull("actor"),
        row.uuidOrNull("other_contact_id"),
        row.json("fields"),
        row.instant("undone_at"),
        row.instant("at"));
  }
}
