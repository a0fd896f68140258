package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code contact_revisions}: what runs have done to contacts. */
@Singleton
public class ContactRevisions {

  private static final Listing<ContactRevision> LISTING =
      new Listing<>(
          "r.*",
          "contact_revisions r",
          Map.of("at", "r.at", "kind", "r.kind", "source", "r.source"),
          "-at",
          "r.id",
          ContactRevision::of);

  private final Database database;

  ContactRevisions(Database database) {
    this.database = database;
  }

  /**
   * A revision that is still to be recorded.
   *
   * @param otherContactId whom the contact was merged with, null when it was not
   * @param fields as {@link ContactDifference} has them
   */
  public record Entry(
      UUID contactId, RevisionKind kind, @Nullable UUID otherContactId, ObjectNode fields) {

    /** One that names no other contact. */
    public static Entry of(UUID contactId, RevisionKind kind, ObjectNode fields) {
      return new Entry(contactId, kind, null, fields);
    }
  }

  /**
   * Records revisions, in one statement and in the order in which they are given. Whoever calls
   * this holds the contacts' rows.
   */
  public void record(List<Entry> entries, RevisionOrigin origin) {
    if (entries.isEmpty()) {
      return;
    }
    List<UUID> others = new ArrayList<>();
    entries.forEach(entry -> others.add(entry.otherContactId()));
    database.update(
        Sql.of(
                """
                INSERT INTO contact_revisions
                    (contact_id, kind, source, platform, workflow_run_id, actor, other_contact_id, fields)
                SELECT e.contact_id, e.kind, :source, :platform,
                       (SELECT id FROM workflow_runs WHERE id = :runId), :actor, e.other_contact_id, e.fields
                FROM unnest(:contacts, :kinds, :others, :fields) WITH ORDINALITY
                    AS e (contact_id, kind, other_contact_id, fields, place)
                ORDER BY e.place
                """)
            .with("source", origin.source())
            .with("platform", origin.platform())
            .with("runId", origin.runId())
            .with("actor", origin.actor())
            .with("contacts", SqlArray.uuids(entries.stream().map(Entry::contactId).toList()))
            .with(
                "kinds",
                SqlArray.texts(
                    entries.stream()
                        .map(entry -> entry.kind().name().toLowerCase(Locale.ROOT))
                        .toList()))
            .with("others", SqlArray.uuids(others))
            .with(
                "fields", SqlArray.jsonbs(entries.stream().<JsonNode>map(Entry::fields).toList())));
  }

  /** What runs have done to a contact, newest first. */
  public Page<ContactRevision> page(
      UUID contactId, @Nullable RevisionKind kind, PageRequest request) {
    Filter filter =
        new Filter()
            .and("r.contact_id = ?", contactId)
            .and("r.kind = ?", kind)
            .containing(request.text(), "r.kind", "r.source", "r.platform", "r.fields::text");
    return LISTING.page(database, filter, request);
  }

  /**
   * What a run has done that still stands, the newest first: the order in which it is taken back.
   * What taking back has done is not among it.
   *
   * @param before the last revision seen, null to begin
   */
  public List<ContactRevision> standing(UUID runId, @Nullable Long before, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT * FROM contact_revisions
                WHERE workflow_run_id = :runId AND source <> 'undo' AND undone_at IS NULL
                  AND id < coalesce(:before, 9223372036854775807)
                ORDER BY id DESC LIMIT :limit
                """)
            .with("runId", runId)
            .with("before", before)
            .with("limit", limit),
        ContactRevision::of);
  }

  /** Those of some revisions that still stand, the newest first. */
  public List<ContactRevision> standing(List<Long> ids) {
    return database.list(
        "SELECT * FROM contact_revisions WHERE id = ANY (?) AND undone_at IS NULL ORDER BY id DESC",
        ContactRevision::of,
        SqlArray.bigints(ids));
  }

  /** Marks revisions as taken back; those that were before stay as they are. */
  public void markUndone(List<Long> ids) {
    database.update(
        "UPDATE contact_revisions SET undone_at = now() WHERE id = ANY (?) AND undone_at IS NULL",
        SqlArray.bigints(ids));
  }

  /**
   * What runs of a kind have changed of a contact and still stands, oldest first: the fields of
   * their revisions.
   */
  public List<JsonNode> standingChanges(UUID contactId, RevisionSource source) {
    return database.list(
        Sql.of(
                """
                SELECT fields FROM contact_revisions
                WHERE contact_id = :contactId AND source = :source AND kind = 'updated' AND undone_at IS NULL
                ORDER BY id
                """)
            .with("contactId", contactId)
            .with("source", source),
        row -> row.json("fields"));
  }

  /** How much of what a run has done is taken back; a merge counts once. */
  public int undone(UUID runId) {
    return Math.toIntExact(
        database.number(
            """
            SELECT count(*) FROM contact_revisions
            WHERE workflow_run_id = ? AND undone_at IS NOT NULL AND source <> 'undo' AND kind <> 'merged'
            """,
            runId));
  }

  /** The revision of the contact that stayed, by that of the one that went into it. */
  public Optional<ContactRevision> mergedBefore(ContactRevision away) {
    return database.first(
        Sql.of(
                """
                SELECT * FROM contact_revisions
                WHERE contact_id = :kept AND other_contact_id = :duplicate AND kind = 'merged'
                  AND workflow_run_id = :runId AND undone_at IS NULL AND id < :id
                ORDER BY id DESC LIMIT 1
                """)
            .with("kept", away.otherContactId())
            .with("duplicate", away.contactId())
            .with("runId", away.workflowRunId())
            .with("id", away.id()),
        ContactRevision::of);
  }
}
