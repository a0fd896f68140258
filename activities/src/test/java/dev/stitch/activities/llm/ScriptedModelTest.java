package dev.stitch.activities.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {

  private final List<String> pieces = new ArrayList<>();
  private TokenUsage used = TokenUsage.NONE;

  private final AnswerListener listener =
      new AnswerListener() {
        @Override
        public void wrote(String piece) {
          pieces.add(piece);
        }

        @Override
        public void used(TokenUsage usage) {
          used = usage;
        }

        @Override
        public void hangUpBy(Runnable end) {}

        @Override
        public void requireWanted() {}
      };

  @Test
  void itAnswersWhatItsScriptSaysPieceByPiece() throws Exception {
    ModelAnswer answer = ask("Greet Ada", "Dear Ada,\nwelcome  back!", 1000);

    assertThat(answer).isEqualTo(new ModelAnswer("Dear Ada,\nwelcome  back!", "end_turn"));
    assertThat(pieces).hasSizeGreaterThanOrEqualTo(4);
    assertThat(String.join("", pieces)).isEqualTo(answer.text());
    assertThat(used).isEqualTo(new TokenUsage(3, 6, 0, 0));
  }

  @Test
  void withoutAScriptItRepeatsWhatItWasAsked() throws Exception {
    assertThat(ask("Greet Ada", null, 1000).text()).contains("scripted").endsWith("Greet Ada");
  }

  @Test
  void itStopsAtTheMostTokens() throws Exception {
    assertThat(ask("Count", "one two three four five", 2))
        .isEqualTo(new ModelAnswer("one two ", "max_tokens"));
  }

  @Test
  void aLongAnswerTakesNoLongerThanAFewSeconds() throws Exception {
    long begun = System.nanoTime();

    ask("Write", "word ".repeat(5_000), 100_000);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void whatProgramsReadComesAtOnce() throws Exception {
    ask("Extract", "{\"a\": 1, \"b\": 2}", 1000, Jsonb.object().put("type", "object"));

    assertThat(pieces).containsExactly("{\"a\": 1, \"b\": 2}");
  }

  private ModelAnswer ask(String prompt, @Nullable String script, int maxTokens) throws Exception {
    return ask(prompt, script, maxTokens, null);
  }

  private ModelAnswer ask(
      String prompt, @Nullable String script, int maxTokens, @Nullable JsonNode schema)
      throws Exception {
    return new ScriptedModel()
        .answer(
            new ModelRequest(
                ScriptedModel.NAME, null, prompt, maxTokens, schema, script, Duration.ofMinutes(1)),
            listener);
  }
}
