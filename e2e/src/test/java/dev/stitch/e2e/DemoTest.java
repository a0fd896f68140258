package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code stitch demo} is the whole product at work. */
class DemoTest {

  private final RunningStack stack = RunningStack.shared();

  @Test
  void everyJourneyOfTheDemoEndsAsItShould() throws InterruptedException {
    Process demo =
        stack.cli("demo", "--home", stack.home().toString(), "--people", "120", "--minutes", "6");

    boolean ended = demo.waitFor(7, TimeUnit.MINUTES);
    demo.destroyForcibly().waitFor();

    String said = stack.output("demo");
    assertThat(ended).as("ended in time; it said: " + said).isTrue();
    assertThat(demo.exitValue()).as(said).isZero();
    assertThat(said)
        .contains(
            "Using the stack at " + stack.api().base(),
            "All journeys have ended:",
            "agreed to meet",
            "never answered",
            "mails went out, 0 of them twice")
        .doesNotContain("wrong:");
    System.out.println(said.substring(said.indexOf("All journeys have ended:")));
  }
}
