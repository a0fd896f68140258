package dev.stitch.activities.git;

import io.micronaut.core.annotation.Nullable;

/**
 * What became of one file.
 *
 * @param oldPath where it was before, when it was moved or copied
 * @param status {@code added, modified, deleted, renamed, copied} or {@code type_changed}
 * @param insertions lines; zero for a binary file
 * @param patch the change as text; null when it is not kept
 * @param truncated whether the patch is not, or not all, kept
 */
record ChangedFile(
    String path,
    @Nullable String oldPath,
    String status,
    int insertions,
    int deletions,
    boolean binary,
    @Nullable String patch,
    boolean truncated) {

  ChangedFile with(String text, boolean cut) {
    return new ChangedFile(path, oldPath, status, insertions, deletions, binary, text, cut);
  }
}
