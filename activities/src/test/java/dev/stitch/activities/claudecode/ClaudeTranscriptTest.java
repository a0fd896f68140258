package dev.stitch.activities.claudecode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaudeTranscriptTest {

  private static final String QUEUED =
      "{\"type\":\"queue-operation\",\"content\":\"a \\\"type\\\":\\\"user\\\" b\"}\n";
  private static final String ASKED = "{\"type\":\"user\",\"uuid\":\"u-1\"}\n";

  private static ClaudeTranscript of(String text) {
    return ClaudeTranscript.of(text.getBytes(UTF_8));
  }

  @Test
  void nothingIsGoneOnFromBeforeTheFirstMessage() {
    assertThat(of("").isResumable()).isFalse();
    assertThat(of(QUEUED).isResumable()).isFalse();
    assertThat(of(QUEUED + ASKED).isResumable()).isTrue();
  }

  @Test
  void aLineThatIsBeingWrittenDoesNotCount() {
    String half = QUEUED + ASKED.strip();
    assertThat(of(half).isResumable()).isFalse();
    assertThat(of(half).knows("u-1")).isFalse();
    assertThat(of(half).bytes()).isEqualTo(QUEUED.getBytes(UTF_8));
  }

  @Test
  void aCallIsNotItsResult() {
    ClaudeTranscript called = of("{\"id\":\"toolu_1\"}\n");
    assertThat(called.knows("toolu_1")).isTrue();
    assertThat(called.knowsResult("toolu_1")).isFalse();
    assertThat(of("{\"tool_use_id\":\"toolu_1\"}\n").knowsResult("toolu_1")).isTrue();
  }
}
