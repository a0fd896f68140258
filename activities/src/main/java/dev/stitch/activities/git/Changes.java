package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The difference between two states of a tree.
 *
 * @param files the first {@value #MOST_FILES} of them, in git's order
 * @param filesChanged all of them
 */
record Changes(List<ChangedFile> files, int filesChanged, int insertions, int deletions) {

  /** Files that are told one by one. */
  static final int MOST_FILES = 1_000;

  /** Characters of the patch of one file that are kept. */
  static final int MOST_PATCH = 64 * 1024;

  /** A line of a patch begins otherwise, with a mark of its own. */
  private static final Pattern FILE =
      Pattern.compile("^(?=diff --git )", Pattern.MULTILINE | Pattern.UNIX_LINES);

  static final Changes NONE = new Changes(List.of(), 0, 0, 0);

  Changes {
    files = List.copyOf(files);
  }

  /** What {@code git diff -z --raw --numstat} printed. */
  static Changes read(String listing) {
    List<ChangedFile> named = new ArrayList<>();
    List<ChangedFile> files = new ArrayList<>();
    int insertions = 0;
    int deletions = 0;
    Iterator<String> parts = List.of(listing.split("\0", -1)).iterator();
    while (parts.hasNext()) {
      String part = parts.next();
      if (part.startsWith(":")) {
        named.add(named(part.charAt(part.lastIndexOf(' ') + 1), parts));
      } else if (!part.isEmpty()) {
        ChangedFile file = counted(named.get(files.size()), part, parts);
        insertions += file.insertions();
        deletions += file.deletions();
        files.add(file);
      }
    }
    return new Changes(
        files.stream().limit(MOST_FILES).toList(), files.size(), insertions, deletions);
  }

  /** All names come first, each as its letter and one path or two. */
  private static ChangedFile named(char letter, Iterator<String> parts) {
    boolean moved = letter == 'R' || letter == 'C';
    String oldPath = moved ? parts.next() : null;
    String status =
        switch (letter) {
          case 'A' -> "added";
          case 'D' -> "deleted";
          case 'R' -> "renamed";
          case 'C' -> "copied";
          case 'T' -> "type_changed";
          default -> "modified";
        };
    return new ChangedFile(parts.next(), oldPath, status, 0, 0, false, null, false);
  }

  /** Then their numbers, in the same order; dashes for a binary file. */
  private static ChangedFile counted(ChangedFile file, String numbers, Iterator<String> parts) {
    String[] columns = numbers.split("\t", 3);
    if (columns[2].isEmpty()) {
      parts.next();
      parts.next();
    }
    boolean binary = columns[0].equals("-");
    return new ChangedFile(
        file.path(),
        file.oldPath(),
        file.status(),
        binary ? 0 : Integer.parseInt(columns[0]),
        binary ? 0 : Integer.parseInt(columns[1]),
        binary,
        null,
        false);
  }

  /**
   * The same with the text of the changes.
   *
   * @param patch what {@code git diff --patch} printed
   * @param cut whether it would have been longer
   */
  Changes with(String patch, boolean cut) {
    Iterator<String> sections =
        FILE.splitAsStream(patch).filter(section -> !section.isEmpty()).iterator();
    List<ChangedFile> told = new ArrayList<>();
    for (ChangedFile file : files) {
      // A file that has become something else is first deleted, then added.
      int parts = file.status().equals("type_changed") ? 2 : 1;
      @Nullable String text = null;
      for (int part = 0; part < parts && sections.hasNext(); part++) {
        text = (text == null ? "" : text) + sections.next();
      }
      boolean missing = text == null || (cut && !sections.hasNext());
      told.add(
          text != null && text.length() > MOST_PATCH
              ? file.with(text.substring(0, MOST_PATCH), true)
              : file.with(text, missing));
    }
    return new Changes(told, filesChanged, insertions, deletions);
  }

  /** What has become of one file, also of one that was moved from there. */
  Changes of(String path) {
    List<ChangedFile> its =
        files.stream()
            .filter(file -> file.path().equals(path) || path.equals(file.oldPath()))
            .toList();
    return new Changes(
        its,
        its.size(),
        its.stream().mapToInt(ChangedFile::insertions).sum(),
        its.stream().mapToInt(ChangedFile::deletions).sum());
  }

  /** The files as clients see them, without the text. */
  ArrayNode diffStat() {
    ArrayNode stat = Jsonb.array();
    for (ChangedFile file : files) {
      stat.addObject()
          .put("path", file.path())
          .put("oldPath", file.oldPath())
          .put("status", file.status())
          .put("insertions", file.insertions())
          .put("deletions", file.deletions())
          .put("binary", file.binary());
    }
    return stat;
  }

  /** The whole text, as far as it is kept. */
  Stream<String> patches() {
    return files.stream().map(ChangedFile::patch).filter(text -> text != null);
  }

  /** Whether some of the text is not kept. */
  boolean truncated() {
    return filesChanged > files.size() || files.stream().anyMatch(ChangedFile::truncated);
  }
}
