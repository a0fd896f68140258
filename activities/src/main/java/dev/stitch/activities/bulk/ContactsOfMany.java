package dev.stitch.activities.bulk;

import dev.stitch.launch.bulk.BulkSettings;
import dev.stitch.store.Database;
import dev.stitch.store.bulk.BulkItems;
import dev.stitch.store.contact.ContactArchive;
import dev.stitch.store.contact.ContactTags;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Changes the contacts of a page together: no workflow is asked about them. */
@Singleton
class ContactsOfMany {

  private final Database database;
  private final BulkItems items;
  private final ContactArchive archive;
  private final ContactTags tags;

  ContactsOfMany(Database database, BulkItems items, ContactArchive archive, ContactTags tags) {
    this.database = database;
    this.items = items;
    this.archive = archive;
    this.tags = tags;
  }

  void archive(UUID operationId, List<UUID> ids) {
    settle(
        operationId,
        ids,
        () -> archive.archive(ids),
        "The contact was deleted, or archived, before it was its turn.");
  }

  void tag(UUID operationId, List<UUID> ids, BulkSettings.Tag tag) {
    settle(
        operationId,
        ids,
        () -> tags.change(ids, tag.add(), tag.remove()),
        "The contact was deleted, or would have more than " + ContactTags.MOST + " tags.");
  }

  /** Both or neither: a page that is done again finds only what was not changed. */
  private void settle(
      UUID operationId, List<UUID> ids, Supplier<List<UUID>> change, String refusal) {
    database.transaction(
        () -> {
          List<UUID> changed = change.get();
          items.done(operationId, changed);
          Set<UUID> left = new HashSet<>(ids);
          left.removeAll(changed);
          left.forEach(id -> items.refused(operationId, id, refusal));
        });
  }
}
