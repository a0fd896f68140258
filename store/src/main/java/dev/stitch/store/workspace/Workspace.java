package dev.stitch.store.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A working copy on the host of a worker, as clients see it.
 *
 * @param host the folder of workspaces that holds it
 * @param branch null while it is not cloned, and where its HEAD is detached
 * @param head the commit that it is at; null without one
 * @param usedBy the run that it is locked for; null when it is not
 * @param cleanupError why its folder could not be deleted; null when it was, or is kept
 * @param cloned whether it holds the repository
 */
public record Workspace(
    UUID id,
    String host,
    String repo,
    @Nullable String branch,
    @Nullable String head,
    WorkspaceState state,
    boolean persistent,
    @Nullable UUID usedBy,
    CleanupStatus cleanupStatus,
    @Nullable String cleanupError,
    Instant createdAt,
    Instant lastUsedAt,
    @JsonIgnore boolean cloned) {

  /** A lock is that of a run which has not ended: whoever died with one has let go of it. */
  static final String COLUMNS =
      """
      w.id, w.host, w.repo, w.branch, w.head, w.persistent, r.id AS used_by, w.cleanup_status,
      w.cleanup_error, w.created_at, w.last_used_at, w.cloned,
      CASE WHEN w.cleanup_status <> 'kept' THEN 'cleaned' WHEN r.id IS NOT NULL THEN 'in_use'
           WHEN w.dirty THEN 'dirty' ELSE 'ready' END AS state
      """;

  static final String FROM =
      """
      workspaces w LEFT JOIN workflow_runs r ON r.id = w.used_by
          AND r.status IN ('pending', 'running', 'paused')""";

  static Workspace of(Row row) throws SQLException {
    return new Workspace(
        row.uuid("id"),
        row.text("host"),
        row.text("repo"),
        row.textOrNull("branch"),
        row.textOrNull("head"),
        row.choice("state", WorkspaceState.class),
        row.flag("persistent"),
        row.uuidOrNull("used_by"),
        row.choice("cleanup_status", CleanupStatus.class),
        row.textOrNull("cleanup_error"),
        row.instant("created_at"),
        row.instant("last_used_at"),
        row.flag("cloned"));
  }
}
