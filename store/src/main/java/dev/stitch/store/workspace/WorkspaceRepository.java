package dev.stitch.store.workspace;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code workspaces}. Whatever changes who may use one is a single compare-and-set. */
@Singleton
public class WorkspaceRepository {

  private static final Listing<Workspace> WORKSPACES =
      new Listing<>(
          "s.*",
          "(SELECT " + Workspace.COLUMNS + " FROM " + Workspace.FROM + ") s",
          Map.of(
              "lastUsedAt", "s.last_used_at",
              "createdAt", "s.created_at",
              "repo", "s.repo"),
          "-lastUsedAt",
          "s.id",
          Workspace::of);

  /** No run that has not ended has it. */
  private static final String FREE =
      """
      NOT EXISTS (SELECT 1 FROM workflow_runs r
                  WHERE r.id = w.used_by AND r.status IN ('pending', 'running', 'paused'))
      """;

  private final Database database;

  WorkspaceRepository(Database database) {
    this.database = database;
  }

  /** Which workspaces a list shows; null means all. */
  public record Query(
      @Nullable WorkspaceState state,
      @Nullable CleanupStatus cleanupStatus,
      @Nullable String host) {}

  public Page<Workspace> page(Query query, PageRequest request) {
    Filter filter =
        new Filter()
            .and("s.state = ?", query.state())
            .and("s.cleanup_status = ?", query.cleanupStatus())
            .and("s.host = ?", query.host())
            .containing(request.text(), "s.repo", "s.branch");
    return WORKSPACES.page(database, filter, request);
  }

  public Optional<Workspace> find(UUID id) {
    return database.first(
        "SELECT " + Workspace.COLUMNS + " FROM " + Workspace.FROM + " WHERE w.id = ?",
        Workspace::of,
        id);
  }

  /** The workspace of a run, else of the run that it retries or that has started it, and so on. */
  public Optional<UUID> ofRun(UUID runId) {
    return database.first(
        """
        WITH RECURSIVE line AS (
            SELECT id, retry_of, parent_run_id, workspace_id, 0 AS depth FROM workflow_runs WHERE id = ?
            UNION ALL
            SELECT r.id, r.retry_of, r.parent_run_id, r.workspace_id, depth + 1
            FROM line JOIN workflow_runs r ON r.id = coalesce(line.retry_of, line.parent_run_id)
            WHERE line.workspace_id IS NULL AND depth < 100)
        SELECT workspace_id FROM line WHERE workspace_id IS NOT NULL ORDER BY depth LIMIT 1
        """,
        row -> row.uuid("workspace_id"),
        runId);
  }

  /** Says where a workspace will be; one that is not cloned yet may move. */
  public void plan(UUID id, String host, String repo, boolean persistent) {
    database.update(
        Sql.of(
                """
                INSERT INTO workspaces (id, host, repo, persistent)
                VALUES (:id, :host, :repo, :persistent)
                ON CONFLICT (id) DO UPDATE SET host = excluded.host WHERE NOT workspaces.cloned
                """)
            .with("id", id)
            .with("host", host)
            .with("repo", repo)
            .with("persistent", persistent));
  }

  /**
   * Locks a workspace for a run and those that it belongs to, until the first of them has ended.
   *
   * @return whether it could be: it is kept, and no other has it
   */
  public boolean take(UUID id, UUID runId) {
    return 1
        == database.update(
            Sql.of(
                    """
                    WITH RECURSIVE line AS (
                        SELECT id, parent_run_id, 0 AS depth FROM workflow_runs WHERE id = :run
                        UNION ALL
                        SELECT r.id, r.parent_run_id, depth + 1
                        FROM line JOIN workflow_runs r ON r.id = line.parent_run_id WHERE depth < 100),
                    top AS (SELECT id FROM line ORDER BY depth DESC LIMIT 1)
                    UPDATE workspaces w SET used_by = (SELECT id FROM top), last_used_at = now()
                    WHERE w.id = :id AND w.cleanup_status = 'kept'
                      AND (w.used_by = (SELECT id FROM top) OR
                    """
                        + FREE
                        + ")")
                .with("run", runId)
                .with("id", id));
  }

  /** Says which workspace a run works in from now on. */
  public void bind(UUID runId, UUID id) {
    database.update(
        Sql.of("UPDATE workflow_runs SET workspace_id = :id WHERE id = :run")
            .with("id", id)
            .with("run", runId));
  }

  /** Says how a step has left a workspace that holds its repository. */
  public void left(UUID id, @Nullable String branch, @Nullable String head, boolean dirty) {
    database.update(
        Sql.of(
                """
                UPDATE workspaces
                SET cloned = true, branch = :branch, head = :head, dirty = :dirty, last_used_at = now()
                WHERE id = :id
                """)
            .with("branch", branch)
            .with("head", head)
            .with("dirty", dirty)
            .with("id", id));
  }

  /**
   * Has the host of a workspace delete it.
   *
   * @return whether it will be, or is: no run has it
   */
  public boolean requestCleanup(UUID id) {
    return database.exists(
        """
        UPDATE workspaces w
        SET cleanup_status = CASE w.cleanup_status WHEN 'cleaned' THEN 'cleaned' ELSE 'pending' END
        WHERE w.id = ? AND
        """
            + FREE
            + " RETURNING 1",
        id);
  }

  /** Has those of a host be deleted that were for one run, or that nobody has used for so long. */
  public void expire(String host, Duration unused) {
    database.update(
        Sql.of(
                """
                UPDATE workspaces w SET cleanup_status = 'pending'
                WHERE w.host = :host AND w.cleanup_status = 'kept'
                  AND (w.used_by IS NOT NULL AND NOT w.persistent
                       OR w.last_used_at < now() - make_interval(secs => :unused)) AND
                """
                    + FREE)
            .with("host", host)
            .with("unused", (double) unused.toSeconds()));
  }

  /** Those that a host has to delete. */
  public List<UUID> pending(String host) {
    return database.list(
        "SELECT id FROM workspaces WHERE host = ? AND cleanup_status = 'pending'",
        row -> row.uuid("id"),
        host);
  }

  /**
   * Says what came of deleting one.
   *
   * @param error why it could not be; null when it was
   */
  public void cleaned(UUID id, @Nullable String error) {
    database.update(
        Sql.of(
                """
                UPDATE workspaces SET cleanup_status = :status, cleanup_error = :error WHERE id = :id
                """)
            .with("status", error == null ? CleanupStatus.CLEANED : CleanupStatus.FAILED)
            .with("error", error)
            .with("id", id));
  }
}
