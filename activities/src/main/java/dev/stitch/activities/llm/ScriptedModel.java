package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An offline stand-in for a model: it answers what its script says, word by word where people read
 * it, and at once where a schema says that programs do. Without a script it repeats what it was
 * asked, or makes up the plainest value of the schema. The same request always gets the same
 * answer. Its tokens are an estimate, of four characters each.
 */
final class ScriptedModel implements LanguageModel {

  static final String NAME = "scripted";

  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*?");

  /** Between two words, so that one sees it write; long texts are written faster. */
  private static final Duration PAUSE = Duration.ofMillis(25);

  /** Longest time that it takes over an answer. */
  private static final Duration WHOLE = Duration.ofSeconds(4);

  private static final int CHARACTERS_PER_TOKEN = 4;

  @Override
  public ModelAnswer answer(ModelRequest request, AnswerListener listener)
      throws InterruptedException {
    long input = tokens(request.prompt()) + tokens(request.system());
    listener.used(new TokenUsage(input, 0, 0, 0));
    String whole = text(request);
    int most = Math.multiplyExact(request.maxTokens(), CHARACTERS_PER_TOKEN);
    String text = whole.length() > most ? whole.substring(0, most) : whole;
    if (request.schema() == null) {
      write(text, listener);
    } else {
      listener.wrote(text);
    }
    listener.used(new TokenUsage(input, tokens(text), 0, 0));
    return new ModelAnswer(
        text, text.length() < whole.length() ? ModelAnswer.MAX_TOKENS : "end_turn");
  }

  /** All that it answers, however many tokens it may write. */
  static String text(ModelRequest request) {
    if (request.script() != null) {
      return request.script();
    }
    JsonNode schema = request.schema();
    return schema == null
        ? "This is a scripted answer, made offline. You asked: " + request.prompt()
        : SchemaExample.of(schema).toString();
  }

  static void write(String text, AnswerListener listener) throws InterruptedException {
    long words = Math.max(1, WORD.matcher(text).results().count());
    Duration each = WHOLE.dividedBy(words);
    Duration pause = each.compareTo(PAUSE) < 0 ? each : PAUSE;
    Matcher word = WORD.matcher(text);
    int written = 0;
    while (word.find()) {
      listener.requireWanted();
      listener.wrote(word.group());
      written = word.end();
      Thread.sleep(pause);
    }
    listener.wrote(text.substring(written));
  }

  private static long tokens(String text) {
    return text == null ? 0 : Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN);
  }
}
