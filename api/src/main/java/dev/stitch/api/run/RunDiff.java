package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.workspace.RunGitRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a run has changed in its workspace, as its last git step found it.
 *
 * @param workspaceId null for a run that has none
 * @param filesChanged how many files, of which {@code files} holds the first 1,000
 */
@Schema(name = "RunDiff")
record RunDiff(
    @Nullable UUID workspaceId,
    @Nullable String repoUrl,
    @Nullable String branch,
    @Nullable String commitBefore,
    @Nullable String commitAfter,
    int filesChanged,
    int insertions,
    int deletions,
    List<File> files) {

  static final RunDiff NONE = new RunDiff(null, null, null, null, null, 0, 0, 0, List.of());

  /**
   * One file.
   *
   * @param oldPath where it was before, when it was moved or copied
   * @param status {@code added, modified, deleted, renamed, copied} or {@code type_changed}
   * @param patch unified; null when it is not kept
   * @param truncated whether the patch is not, or not all, kept
   */
  @Schema(name = "RunDiffFile")
  record File(
      String path,
      @Nullable String oldPath,
      String status,
      int insertions,
      int deletions,
      boolean binary,
      @Nullable String patch,
      boolean truncated) {

    private static File of(JsonNode stat, RunGitRepository.Patch patch) {
      return new File(
          stat.path("path").asText(),
          stat.path("oldPath").textValue(),
          stat.path("status").asText(),
          stat.path("insertions").asInt(),
          stat.path("deletions").asInt(),
          stat.path("binary").asBoolean(),
          patch.patch(),
          patch.truncated());
    }
  }

  static RunDiff of(RunGitRepository.Details details, List<RunGitRepository.Patch> patches) {
    List<File> files = new ArrayList<>();
    // A step may keep another state between the two reads.
    int known = Math.min(patches.size(), details.diffStat().size());
    for (int i = 0; i < known; i++) {
      files.add(File.of(details.diffStat().path(i), patches.get(i)));
    }
    return new RunDiff(
        details.workspaceId(),
        details.repoUrl(),
        details.branch(),
        details.commitBefore(),
        details.commitAfter(),
        details.filesChanged(),
        details.insertions(),
        details.deletions(),
        files);
  }
}
