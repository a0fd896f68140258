package dev.stitch.api.run;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.workspace.RunGitRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the view of a run that works in a workspace has besides that of every run: among its fields,
 * so that other runs have none of these.
 *
 * @param commitBefore where the run began; null in a repository that had no commit
 * @param commits the newest 100 that it made, the last one first
 * @param filesChanged how many files, of which {@code diffStat} tells the first 1,000
 */
public record GitFields(
    @Schema(requiredMode = NOT_REQUIRED) String repoUrl,
    @Nullable String branch,
    @Nullable String commitBefore,
    @Nullable String commitAfter,
    @Schema(requiredMode = NOT_REQUIRED) JsonNode commits,
    @Schema(requiredMode = NOT_REQUIRED) int filesChanged,
    @Schema(requiredMode = NOT_REQUIRED) int insertions,
    @Schema(requiredMode = NOT_REQUIRED) int deletions,
    @Schema(requiredMode = NOT_REQUIRED) JsonNode diffStat) {

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
