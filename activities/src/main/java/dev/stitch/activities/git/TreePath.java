package dev.stitch.activities.git;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path below the tree of a working copy, as an agent names it. It leads nowhere else, and to
 * nothing that git takes for its own on any file system.
 *
 * @param parts names, from the root of the tree; empty for the root itself
 */
record TreePath(List<String> parts) {

  private static final int LONGEST_NAME = 255;

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

  /** What some file systems leave out at the end of a name: a stream of the file, dots, spaces. */
  private static final Pattern LEFT_OUT = Pattern.compile("[. ]*(:.*)?$");

  private static final Pattern OF_GIT = Pattern.compile("\\.git|git~\\d+");

  /**
   * @throws StepException {@code REJECTED} when it leads out of the tree or into what is git's
   */
  static TreePath of(String text) throws StepException {
    if (text.startsWith("/") || text.contains("\\")) {
      throw refused(text, "is relative to the root of the workspace, with / between its parts");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused(text, "holds characters that no path may have here");
    }
    List<String> parts =
        Stream.of(text.split("/")).filter(part -> !part.isEmpty() && !part.equals(".")).toList();
    for (String part : parts) {
      if (part.equals("..")) {
        throw refused(text, "may not lead out of the workspace");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw refused(text, "has a part that is longer than " + LONGEST_NAME + " bytes");
      }
      if (isOfGit(part)) {
        throw refused(text, "leads to files of git's own, which no tool may touch");
      }
    }
    return new TreePath(parts);
  }

  /** Whether a file system of some kind takes a name for {@code .git}. */
  private static boolean isOfGit(String name) {
    String seen = UNSEEN.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    return OF_GIT.matcher(LEFT_OUT.matcher(seen).replaceFirst("")).matches();
  }

  boolean isRoot() {
    return parts.isEmpty();
  }

  /** As git spells it. */
  String text() {
    return String.join("/", parts);
  }

  /**
   * Where it is.
   *
   * @throws StepException {@code REJECTED} when a part of the way is a link, whoever made it
   */
  Path below(Path tree) throws StepException {
    Path place = tree;
    for (String part : parts) {
      try {
        place = place.resolve(part);
      } catch (InvalidPathException e) {
        throw refused(text(), "cannot be spelled on the host of the workspace");
      }
      if (Files.isSymbolicLink(place)) {
        throw refused(text(), "leads through a symbolic link, which no tool follows");
      }
    }
    return place;
  }

  private static StepException refused(String path, String why) {
    return new StepException(FailureCode.REJECTED, "path: \"" + path + "\" " + why + ".");
  }
}
