package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Published versions, those of archived flows too. */
@Singleton
public class VersionRepository {

  private static final Listing<VersionSummary> LISTING =
      new Listing<>(
          "flow_id, version, hash, notes, published_at",
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
                  row.instant("published_at")));

  private final Database database;

  VersionRepository(Database database) {
    this.database = database;
  }

  public Optional<FlowVersion> find(UUID flowId, int version) {
    return database.first(
        "SELECT * FROM flow_versions WHERE flow_id = ? AND version = ?",
        FlowVersion::of,
        flowId,
        version);
  }

  /** The hash of a version's graph, by which its plan is found. */
  public Optional<String> hash(UUID flowId, int version) {
    return database.first(
        "SELECT hash FROM flow_versions WHERE flow_id = ? AND version = ?",
        row -> row.text("hash"),
        flowId,
        version);
  }

  /** The version with this content, if it was published before. */
  public Optional<FlowVersion> find(UUID flowId, String hash, @Nullable JsonNode inputSchema) {
    return database.first(
        """
        SELECT * FROM flow_versions
        WHERE flow_id = ? AND hash = ? AND input_schema IS NOT DISTINCT FROM ?::jsonb
        """,
        FlowVersion::of,
        flowId,
        hash,
        inputSchema);
  }

  public Page<VersionSummary> page(UUID flowId, PageRequest request) {
    Filter filter =
        new Filter().and("flow_id = ?", flowId).containing(request.text(), "notes", "hash");
    return LISTING.page(database, filter, request);
  }

  /** Adds the next version; the caller holds the flow by {@code findForUpdate}. */
  public FlowVersion insert(
      UUID flowId,
      String hash,
      JsonNode graph,
      @Nullable JsonNode inputSchema,
      @Nullable String notes) {
    return database
        .first(
            """
            INSERT INTO flow_versions (flow_id, version, graph, hash, input_schema, notes)
            SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ? FROM flow_versions WHERE flow_id = ?
            RETURNING *
            """,
            FlowVersion::of,
            flowId,
            graph,
            hash,
            inputSchema,
            notes,
            flowId)
        .orElseThrow();
  }

  /** Makes a version the one that new journeys and runs take. */
  public void makeLatest(FlowVersion version) {
    database.update(
        "UPDATE flows SET latest_version = ?, updated_at = now() WHERE id = ?",
        version.version(),
        version.flowId());
  }
}
