package dev.stitch.store.crm;

import dev.stitch.model.Platform;
import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What has passed between us and a contact. Table {@code engagements}. */
@Singleton
public class ContactEngagements {

  private final Database database;

  ContactEngagements(Database database) {
    this.database = database;
  }

  /** Whether a contact has mentioned or answered us on a platform, as far as syncs have read. */
  public boolean hasSpokenToUs(UUID contactId, Platform platform) {
    return database.exists(
        """
        SELECT 1 FROM engagements
        WHERE contact_id = ? AND platform = ? AND direction = 'inbound' AND type IN ('mention', 'reply')
        """,
        contactId,
        platform.word());
  }
}
