package dev.stitch.store.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code run_git_details} and {@code run_git_patches}. */
@Singleton
public class RunGitRepository {

  private final Database database;

  RunGitRepository(Database database) {
    this.database = database;
  }

  /**
   * What a run has changed in its workspace, the last one that it worked in.
   *
   * @param commitBefore where it began; null in a repository that had no commit
   * @param diffStat {@code [{path, oldPath, status, insertions, deletions, binary}]}
   */
  public record Details(
      UUID workspaceId,
      String repoUrl,
      @Nullable String branch,
      @Nullable String commitBefore,
      @Nullable String commitAfter,
      JsonNode commits,
      int filesChanged,
      int insertions,
      int deletions,
      JsonNode diffStat) {}

  /**
   * The text of one file's changes.
   *
   * @param patch null when it is not kept
   */
  public record Patch(@Nullable String patch, boolean truncated) {}

  /**
   * Says that a run works in a workspace.
   *
   * @param head the commit that the workspace is at
   * @return the commit at which the run has begun there; empty for none
   */
  public Optional<String> begin(UUID runId, Workspace workspace, @Nullable String head) {
    database.update(
        Sql.of(
                """
                INSERT INTO run_git_details (run_id, workspace_id, repo_url, commit_before)
                SELECT id, :workspace, :repo, :head FROM workflow_runs WHERE id = :run
                ON CONFLICT (run_id) DO UPDATE
                SET workspace_id = excluded.workspace_id, repo_url = excluded.repo_url,
                    commit_before = excluded.commit_before
                WHERE run_git_details.workspace_id <> excluded.workspace_id
                """)
            .with("workspace", workspace.id())
            .with("repo", workspace.repo())
            .with("head", head)
            .with("run", runId));
    return find(runId).map(Details::commitBefore);
  }

  /** Keeps what a run has changed, in place of what it had before. */
  public void keep(UUID runId, Details details, List<Patch> patches) {
    database.transaction(
        () -> {
          int known =
              database.update(
                  Sql.of(
                          """
                          UPDATE run_git_details
                          SET branch = :branch, commit_after = :after, commits = :commits,
                              files_changed = :files, insertions = :insertions, deletions = :deletions,
                              diff_stat = :diffStat
                          WHERE run_id = :run
                          """)
                      .with("branch", details.branch())
                      .with("after", details.commitAfter())
                      .with("commits", details.commits())
                      .with("files", details.filesChanged())
                      .with("insertions", details.insertions())
                      .with("deletions", details.deletions())
                      .with("diffStat", details.diffStat())
                      .with("run", runId));
          database.update("DELETE FROM run_git_patches WHERE run_id = ?", runId);
          if (known > 0) {
            insert(runId, patches);
          }
        });
  }

  private void insert(UUID runId, List<Patch> patches) {
    List<Object[]> rows = new ArrayList<>();
    for (int position = 0; position < patches.size(); position++) {
      Patch patch = patches.get(position);
      rows.add(new Object[] {runId, position, patch.patch(), patch.truncated()});
    }
    database.batch(
        "INSERT INTO run_git_patches (run_id, position, patch, truncated) VALUES (?, ?, ?, ?)",
        rows);
  }

  public Optional<Details> find(UUID runId) {
    return database.first(
        "SELECT * FROM run_git_details WHERE run_id = ?",
        row ->
            new Details(
                row.uuid("workspace_id"),
                row.text("repo_url"),
                row.textOrNull("branch"),
                row.textOrNull("commit_before"),
                row.textOrNull("commit_after"),
                row.json("commits"),
                row.number("files_changed"),
                row.number("insertions"),
                row.number("deletions"),
                row.json("diff_stat")),
        runId);
  }

  /** The texts of a run's changes, in the order of its {@code diffStat}. */
  public List<Patch> patches(UUID runId) {
    return database.list(
        "SELECT patch, truncated FROM run_git_patches WHERE run_id = ? ORDER BY position",
        row -> new Patch(row.textOrNull("patch"), row.flag("truncated")),
        runId);
  }
}
