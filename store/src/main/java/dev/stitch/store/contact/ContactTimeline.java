package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What happened to a contact, from its journeys' events and its mail. */
@Singleton
public class ContactTimeline {

  private static final String ENTRIES =
      """
      (
          SELECT e.contact_id, 'journey' AS kind, j.type, j.at, j.entity_id, e.flow_id, f.name AS flow_name, j.run_id,
                 jsonb_build_object('seq', j.seq, 'fromNode', j.from_node, 'toNode', j.to_node, 'actor', j.actor,
                                    'detail', j.detail) AS detail,
                 j.entity_id::text || lpad(j.seq::text, 20, '0') AS key
          FROM journey_events j
          JOIN entities e ON e.id = j.entity_id
          JOIN flows f ON f.id = e.flow_id
          UNION ALL
          SELECT m.contact_id, 'email', CASE m.direction WHEN 'outbound' THEN 'email_sent' ELSE 'email_received' END,
                 m.sent_at, m.entity_id, e.flow_id, f.name, m.run_id,
                 jsonb_build_object('id', m.id, 'from', m.from_addr, 'to', m.to_addr, 'subject', m.subject),
                 m.id::text
          FROM email_messages m
          LEFT JOIN entities e ON e.id = m.entity_id
          LEFT JOIN flows f ON f.id = e.flow_id
      ) t
      """;

  private static final Listing<TimelineEntry> LISTING =
      new Listing<>(
          "t.*",
          ENTRIES,
          Map.of("at", "t.at"),
          "-at",
          "t.key",
          row ->
              new TimelineEntry(
                  row.text("kind"),
                  row.text("type"),
                  row.instant("at"),
                  row.uuidOrNull("entity_id"),
                  row.uuidOrNull("flow_id"),
                  row.textOrNull("flow_name"),
                  row.uuidOrNull("run_id"),
                  row.json("detail")));

  private final Database database;

  ContactTimeline(Database database) {
    this.database = database;
  }

  /** Newest first, unless asked for the other way. */
  public Page<TimelineEntry> page(UUID contactId, PageRequest request) {
    Filter filter =
        new Filter()
            .and("t.contact_id = ?", contactId)
            .containing(request.text(), "t.type", "t.flow_name", "t.detail::text");
    return LISTING.page(database, filter, request);
  }
}
