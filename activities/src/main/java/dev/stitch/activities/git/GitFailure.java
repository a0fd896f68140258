package dev.stitch.activities.git;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a call of git that failed means for its step. */
final class GitFailure {

  /** How much of what git said is told, in characters. */
  private static final int QUOTE = 500;

  /** What another attempt may not meet: the network and servers. */
  private static final Pattern PASSING =
      Pattern.compile(
          "Could not resolve host|Failed to connect|Connection (?:timed out|refused|reset|closed)"
              + "|Operation timed out|early EOF|unexpected disconnect|hung up unexpectedly"
              + "|RPC failed|returned error: (?:429|5\\d\\d)|SSL_(?:connect|read|ERROR)",
          Pattern.CASE_INSENSITIVE);

  /** Git would ask whoever sits at a terminal. */
  private static final String ASKS = "terminal prompts disabled";

  private GitFailure() {}

  /**
   * @param act what git was to do, as in {@code git could not clone}
   * @param workspace is left out of what is told
   */
  static StepException of(String act, GitAnswer answer, Path workspace) {
    if (answer.said().contains(ASKS)) {
      return new StepException(
          FailureCode.REJECTED,
          "git could not " + act + ": the server asks for credentials. Name a \"connection\".");
    }
    FailureCode code =
        PASSING.matcher(answer.said()).find() ? FailureCode.UNAVAILABLE : FailureCode.REJECTED;
    String said = answer.said().strip().replace(workspace.toString(), "workspace");
    String quote = said.length() > QUOTE ? said.substring(0, QUOTE) + "…" : said;
    return new StepException(code, "git could not " + act + (quote.isEmpty() ? "." : ": " + quote));
  }
}
