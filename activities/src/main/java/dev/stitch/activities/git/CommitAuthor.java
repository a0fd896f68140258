package dev.stitch.activities.git;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Who a commit is by. */
record CommitAuthor(String name, String email) {

  static final CommitAuthor STITCH = new CommitAuthor("Stitch", "stitch@localhost");

  private static final int LONGEST = 200;

  /** What git leaves out or takes for the end of a part. */
  private static final Pattern REFUSED = Pattern.compile("[<>\\p{Cntrl}]");

  static CommitAuthor of(String name, String email) throws StepException {
    check("authorName", name);
    check("authorEmail", email);
    return new CommitAuthor(name.strip(), email.strip());
  }

  private static void check(String field, String text) throws StepException {
    if (text.isBlank() || text.length() > LONGEST || REFUSED.matcher(text).find()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "\""
              + field
              + "\" must be 1 to "
              + LONGEST
              + " characters on one line, without < and >.");
    }
  }

  Map<String, String> environment(Instant at) {
    String date = "@" + at.getEpochSecond() + " +0000";
    return Map.of(
        "GIT_AUTHOR_NAME", name,
        "GIT_AUTHOR_EMAIL", email,
        "GIT_AUTHOR_DATE", date,
        "GIT_COMMITTER_NAME", name,
        "GIT_COMMITTER_EMAIL", email,
        "GIT_COMMITTER_DATE", date);
  }
}
