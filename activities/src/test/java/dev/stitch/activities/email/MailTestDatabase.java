package dev.stitch.activities.email;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import java.util.UUID;

/** Contacts and entities as a mail needs them. */
record MailTestDatabase(Database database) {

  UUID contact(String email) {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id, name, email) VALUES (?, 'Ada', ?)", id, email);
    return id;
  }

  UUID entityOf(UUID contact) {
    UUID flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'bmc', 'flow', '{}')", flow);
    database.update(
        """
        INSERT INTO flow_versions (flow_id, version, graph, hash)
        VALUES (?, 1, '{}', repeat('0', 64))
        """,
        flow);
    UUID entity = Ids.next();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
        VALUES (?, ?, ?, 1, repeat('0', 64), ?, 'api')
        """,
        entity,
        contact,
        flow,
        "journey/" + entity);
    return entity;
  }

  long mails() {
    return database.number("SELECT count(*) FROM email_messages");
  }

  String effectState(String key) {
    return database
        .first("SELECT state FROM effects WHERE key = ?", row -> row.text("state"), key)
        .orElse("none");
  }
}
