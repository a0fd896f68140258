package dev.stitch.activities.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {

  private final List<String> pieces = new CopyOnWriteArrayList<>();

  @Test
  void whatIsWrittenInQuickSuccessionIsPassedOnTogether() throws Exception {
    try (AnswerStream stream = new AnswerStream(pieces::add, () -> {})) {
      for (int i = 0; i < 100; i++) {
        stream.wrote("word ");
      }
    }

    assertThat(pieces).hasSizeBetween(1, 3);
    assertThat(String.join("", pieces)).isEqualTo("word ".repeat(100));
  }

  @Test
  void whatHasBeenWrittenIsPassedOnWhileTheModelThinksOn() throws Exception {
    try (AnswerStream stream = new AnswerStream(pieces::add, () -> {})) {
      stream.wrote("Well");
      long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (pieces.isEmpty() && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }

      assertThat(pieces).containsExactly("Well");
    }
  }

  @Test
  void anAnswerThatCannotBeShownComesNevertheless() throws Exception {
    try (AnswerStream stream =
        new AnswerStream(
            piece -> {
              throw new IllegalStateException("the database is away");
            },
            () -> {})) {
      stream.wrote("Well");
      stream.requireWanted();
    }
  }

  @Test
  void aCallThatNobodyWaitsForAnyMoreIsHungUp() throws Exception {
    IllegalStateException cancelled = new IllegalStateException("cancelled");
    try (FakeAnthropic anthropic = new FakeAnthropic();
        AnswerStream stream =
            new AnswerStream(
                pieces::add,
                () -> {
                  if (!pieces.isEmpty()) {
                    throw cancelled;
                  }
                })) {
      anthropic.answers(FakeAnthropic.thinkingForEver());
      ModelRequest request =
          new ModelRequest("m", null, "p", 1000, null, null, Duration.ofMinutes(2));

      assertThatThrownBy(
              () ->
                  new ClaudeModel(
                          new AnthropicAccess("key", anthropic.url(), Duration.ofMinutes(1)))
                      .answer(request, stream))
          .isSameAs(cancelled);
      assertThat(stream.usage()).isEqualTo(new TokenUsage(1000, 1, 0, 0));
    }
  }
}
