package dev.stitch.model;

import java.util.regex.Pattern;

/**
 * The name of a branch that cannot be taken for an option, an expression of revisions or a file of
 * git's own: git's rules for references, and fewer characters.
 */
public record BranchName(String text) {

  private static final int LONGEST = 200;

  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{N}._/+#=-]+");

  /** Of {@code git check-ref-format}; the other rules are about characters. */
  private static final Pattern REFUSED_BY_GIT =
      Pattern.compile("^/|/$|//|(^|/)\\.|\\.\\.|\\.$|\\.lock(/|$)");

  /**
   * @param field the setting that names the branch
   * @throws StepException {@code INVALID_CONFIG} when no branch is called that
   */
  public static BranchName of(String field, String text) throws StepException {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST) {
      throw invalid(field, "a branch has a name of 1 to " + LONGEST + " characters");
    }
    if (!CHARACTERS.matcher(name).matches()) {
      throw invalid(
          field, "a branch is named with letters, digits and . _ / + # = -, without spaces");
    }
    if (name.startsWith("-") || name.startsWith("refs/") || name.equals("HEAD")) {
      throw invalid(field, "the name of a branch is not HEAD and begins with neither - nor refs/");
    }
    if (REFUSED_BY_GIT.matcher(name).find()) {
      throw invalid(
          field,
          "git takes no branch with a part that is empty, begins or ends with a dot, has two dots"
              + " in a row or ends in .lock");
    }
    return new BranchName(name);
  }

  /** The reference in full, which is nothing else. */
  public String ref() {
    return "refs/heads/" + text;
  }

  private static StepException invalid(String field, String why) {
    return new StepException(FailureCode.INVALID_CONFIG, "\"" + field + "\": " + why + ".");
  }
}
