package dev.stitch.activities.agent;

import dev.stitch.store.agent.ConversationRepository.Given;
import java.util.List;

/** A conversation in words, for a program that was not there when it was held. */
final class EarlierWords {

  /** The end of it counts more than its beginning. */
  private static final int MOST = 100_000;

  private EarlierWords() {}

  /** What was said, before a message that goes on with it. */
  static String before(String message, List<Given> conversation) {
    StringBuilder said = new StringBuilder();
    for (Given each : conversation) {
      String words = AgentTurns.words(each.content(), "text");
      if (!words.isBlank()) {
        said.append(each.role().word()).append(": ").append(words).append("\n\n");
      }
    }
    if (said.isEmpty()) {
      return message;
    }
    String end =
        said.length() > MOST ? "…" + said.substring(said.length() - MOST) : said.toString();
    return "The conversation so far:\n\n" + end + "It goes on with this message:\n\n" + message;
  }
}
