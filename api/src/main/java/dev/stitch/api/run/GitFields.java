package dev.stitch.api.run;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.workspace.RunGitRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the view of an agent's run, or of another that works in a workspace, has besides that of
 * every run: among its fields, so that other runs have none of these.
 *
 * @param commitBefore where the run began; null in a repository that had no commit
 * @param commits the newest 100 that it made, the last one first
 * @param filesChanged how many files, of which {@code diffStat} tells the first 1,000
 */
public record GitFields(
    @Nullable String repoUrl,
    @Nullable String branch,
    @Nullable String commitBefore,
    @Nullable String commitAfter,
    @Schema(requiredMode = NOT_REQUIRED) JsonNode commits,
    @Schema(requiredMode = NOT_REQUIRED) int filesChanged,
    @Schema(requiredMode = NOT_REQUIRED) int insertions,
    @Schema(requiredMode = NOT_REQUIRED) int deletions,
    @Schema(requiredMode = NOT_REQUIRED) JsonNode diffStat) {

  /** Of an agent that has no workspace, or has not come to work in it. */
  static final GitFields NONE =
      new GitFields(null, null, null, null, Jsonb.array(), 0, 0, 0, Jsonb.array());

  static GitFields of(RunGitRepository.Details details) {
    return new GitFields(
        details.repoUrl(),
        details.branch(),
        details.commitBefore(),
        details.commitAfter(),
        details.commits(),
        details.filesChanged(),
        details.insertions(),
        details.deletions(),
        details.diffStat());
  }
}
