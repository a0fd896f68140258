package dev.stitch.store.authoring;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.authoring.TrackedLinks.SigningKey;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code tracked_links} and {@code mail_clicks}. */
@Singleton
public class TrackedLinkRepository {

  private final Database database;

  TrackedLinkRepository(Database database) {
    this.database = database;
  }

  /** Keeps the links of a mail that is about to leave. */
  public void insert(TrackedLinks links) {
    database.update(
        Sql.of(
                """
                INSERT INTO tracked_links (id, message_id, signing_key, urls)
                VALUES (:id, :messageId, :key, :urls)
                ON CONFLICT (id) DO NOTHING -- an attempt that asks again for its claim
                """)
            .with("id", links.id())
            .with("messageId", links.messageId())
            .with("key", links.key())
            .with("urls", SqlArray.texts(links.urls())));
  }

  public Optional<TrackedLinks> find(UUID id) {
    return database.first(
        "SELECT * FROM tracked_links WHERE id = ?",
        row ->
            new TrackedLinks(
                row.uuid("id"),
                row.text("message_id"),
                new SigningKey(row.bytes("signing_key")),
                row.texts("urls")),
        id);
  }

  /** Counts a click on a link; another one on the same is none. */
  public void click(UUID linksId, int index) {
    database.update(
        Sql.of(
                """
                INSERT INTO mail_clicks (tracked_links_id, link_index) VALUES (:id, :index)
                ON CONFLICT DO NOTHING
                """)
            .with("id", linksId)
            .with("index", index));
  }
}
