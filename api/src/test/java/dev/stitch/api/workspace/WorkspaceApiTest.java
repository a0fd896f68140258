package dev.stitch.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of workspaces, and what runs show of theirs; a row stands for what a worker did. */
@Tag("server")
class WorkspaceApiTest extends JourneyApiTest {

  @Test
  void aWorkspaceIsListedReadAndCleanedOnceNoRunHasIt() {
    UUID run = run();
    UUID id = workspace("https://git.example/zebra.git", run);

    JsonNode listed = get("/api/workspaces?state=in_use&q=zebra").body();
    assertThat(listed.path("total").intValue()).isOne();
    JsonNode seen = get("/api/workspaces/" + id).body();
    assertThat(listed.at("/data/0")).isEqualTo(seen);
    assertThat(seen.path("usedBy").textValue()).isEqualTo(run.toString());
    assertThat(seen.path("cleanupStatus").textValue()).isEqualTo("kept");
    assertThat(seen.has("cloned")).isFalse();

    Answer busy = post("/api/workspaces/" + id + "/cleanup", "");
    assertThat(busy.status()).isEqualTo(409);
    assertThat(busy.text()).contains("in_use", run.toString());

    database.update("UPDATE workflow_runs SET status = 'completed' WHERE id = ?", run);
    assertThat(get("/api/workspaces/" + id).at("/state").textValue()).isEqualTo("dirty");
    for (int times = 0; times < 2; times++) {
      Answer asked = post("/api/workspaces/" + id + "/cleanup", "");
      assertThat(asked.status()).isEqualTo(202);
      assertThat(asked.at("/cleanupStatus").textValue()).isEqualTo("pending");
      assertThat(asked.at("/state").textValue()).isEqualTo("cleaned");
    }
  }

  @Test
  void aRunShowsWhatItHasChangedFlatAndFileByFile() {
    UUID run = run();
    UUID id = workspace("https://git.example/a.git", run);
    database.update("UPDATE workflow_runs SET workspace_id = ? WHERE id = ?", id, run);
    database.update(
        """
        INSERT INTO run_git_details (run_id, workspace_id, repo_url, branch, commit_before, commit_after,
            files_changed, insertions, deletions, diff_stat)
        VALUES (?, ?, 'https://git.example/a.git', 'work', NULL, 'c1', 1, 2, 0,
            '[{"path": "b.txt", "oldPath": "a.txt", "status": "renamed", "insertions": 2, "deletions": 0, "binary": false}]')
        """,
        run,
        id);
    database.update(
        "INSERT INTO run_git_patches VALUES (?, 0, 'diff --git a/a.txt b/b.txt', true)", run);

    JsonNode view = get("/api/workflows/" + run).body();
    assertThat(view.path("repoUrl").textValue()).isEqualTo("https://git.example/a.git");
    assertThat(view.path("branch").textValue()).isEqualTo("work");
    assertThat(view.get("commitBefore").isNull()).isTrue();
    assertThat(view.path("commitAfter").textValue()).isEqualTo("c1");
    assertThat(view.path("commits").isArray()).isTrue();
    assertThat(view.path("insertions").intValue()).isEqualTo(2);
    assertThat(view.at("/diffStat/0/oldPath").textValue()).isEqualTo("a.txt");
    assertThat(view.path("workspaceId").textValue()).isEqualTo(id.toString());
    assertThat(get("/api/workflows?workspaceId=" + id).at("/data/0/filesChanged").intValue())
        .isOne();

    JsonNode diff = get("/api/workflows/" + run + "/diff").body();
    assertThat(diff.path("filesChanged").intValue()).isOne();
    assertThat(diff.at("/files/0/patch").textValue()).isEqualTo("diff --git a/a.txt b/b.txt");
    assertThat(diff.at("/files/0/truncated").booleanValue()).isTrue();
    assertThat(diff.at("/files/0/oldPath").textValue()).isEqualTo("a.txt");
  }

  @Test
  void aRunWithoutAWorkspaceShowsNoneAndHasAnEmptyDiff() {
    UUID run = run();

    assertThat(get("/api/workflows/" + run).body().has("repoUrl")).isFalse();
    JsonNode diff = get("/api/workflows/" + run + "/diff").body();
    assertThat(diff.path("files")).isEmpty();
    assertThat(diff.get("workspaceId").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/cleanup"})
  void anUnknownWorkspaceIsNotFound(String act) {
    String route = "/api/workspaces/" + Ids.next() + act;
    assertThat((act.isEmpty() ? get(route) : post(route, "")).status()).isEqualTo(404);
    assertThat(get("/api/workflows/" + Ids.next() + "/diff").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?state=none",
        "?cleanupStatus=%00",
        "?sort=head",
        "?page=0",
        "?pageSize=201",
        "/x"
      })
  void whatIsAskedForWronglyIsRefused(String query) {
    assertThat(get("/api/workspaces" + query).status()).isBetween(400, 499);
  }

  private UUID workspace(String repo, UUID usedBy) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workspaces (id, host, repo, branch, head, cloned, dirty, used_by)
        VALUES (?, 'here-1', ?, 'work', 'c1', true, true, ?)
        """,
        id,
        repo,
        usedBy);
    return id;
  }

  private UUID run() {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'flow', 'running', 'n', 'user')
        """,
        id);
    return id;
  }
}
