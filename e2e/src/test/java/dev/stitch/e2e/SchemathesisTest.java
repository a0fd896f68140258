package dev.stitch.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API against its own description; {@code e2e/schemathesis.sh} says how to try more cases. */
class SchemathesisTest {

  @Test
  @Timeout(900)
  void noGeneratedRequestBreaksTheApiOrIsAnsweredOtherwiseThanDescribed() throws Exception {
    // A stack of its own: what it makes would be in the way of other tests.
    try (RunningStack stack = RunningStack.start()) {
      Script tried =
          Script.run(
              Script.path("schemathesis.sh").toString(),
              "--url",
              stack.api().base(),
              "--seconds",
              "60",
              "--seed",
              "4711");
      System.out.println(summary(tried.output()));
    }
  }

  private static String summary(String output) {
    int summary = output.lastIndexOf("Test cases:");
    return summary < 0 ? output : "schemathesis: " + output.substring(summary).strip();
  }
}
