package dev.stitch.store.flow;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The published versions of a flow: in pages, and what is true of all. */
@Singleton
public class VersionListing {

  private static final Listing<VersionSummary> LISTING =
      new Listing<>(
          "flow_id, version, hash, notes, published_at, live_since, live_by, live_notes",
          "flow_versions",
          Map.of("version", "version", "publishedAt", "published_at"),
          "-version",
          "version",
          row ->
              new VersionSummary(
                  row.uuid("flow_id"),
                  row.number("version"),
                  row.text("hash"),
                  row.textOrNull("notes"),
                  row.instant("published_at"),
                  row.instant("live_since"),
                  row.textOrNull("live_by"),
                  row.textOrNull("live_notes")));

  private final Database database;

  VersionListing(Database database) {
    this.database = database;
  }

  public Page<VersionSummary> page(UUID flowId, PageRequest request) {
    Filter filter =
        new Filter()
            .and("flow_id = ?", flowId)
            .containing(request.text(), "notes", "live_notes", "hash");
    return LISTING.page(database, filter, request);
  }

  /** The number of the version that was made last, whichever is the newest again by now. */
  public int last(UUID flowId) {
    return Math.toIntExact(
        database.number("SELECT max(version) FROM flow_versions WHERE flow_id = ?", flowId));
  }

  /** The UX nodes that any version has. */
  public Set<String> uxNodes(UUID flowId) {
    return new HashSet<>(
        database.list(
            """
            SELECT DISTINCT node ->> 'id' AS id
            FROM flow_versions v, jsonb_array_elements(v.graph -> 'nodes') AS node
            WHERE v.flow_id = ? AND node ->> 'type' = 'ux'
            """,
            row -> row.text("id"),
            flowId));
  }
}
