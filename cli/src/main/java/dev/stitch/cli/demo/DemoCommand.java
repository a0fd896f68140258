package dev.stitch.cli.demo;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.up.BorrowedStack;
import io.micronaut.core.annotation.Nullable;
import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows everything at once; the exit code is 0 only when every journey ended as it should. */
@Command(
    name = "demo",
    description = "Run the outreach blueprint on a list of contacts, and play the people in it.",
    footer = {"", "Uses the stack that runs here, else starts one and stops it afterwards."})
public final class DemoCommand implements Callable<Integer> {

  @Option(names = "--home", paramLabel = "DIR", description = "The stack to use (.stitch).")
  private @Nullable Path home;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long the journeys may take (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--people",
      paramLabel = "N",
      description = "Take only the first N of them, where the machine is a slow one (all).")
  private @Nullable Integer people;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (people != null && people < 1) {
      throw new ParameterException(spec.commandLine(), "--people must be at least 1.");
    }
    Map<String, String> environment = System.getenv();
    Terminal terminal = new Terminal(spec.commandLine().getOut());
    try (BorrowedStack stack =
            BorrowedStack.find(Home.find(home, environment), environment, terminal);
        ApiClient api = new ApiClient(stack.api())) {
      Demonstration demonstration =
          new Demonstration(api, terminal, display(terminal), Duration.ofMinutes(minutes));
      ContactList all = ContactList.find(Path.of(environment.getOrDefault("STITCH_ROOT", "")));
      ContactList contacts = people == null ? all : all.first(people);
      return demonstration.run(Script.load(), contacts) ? 0 : 1;
    }
  }

  private static ProgressDisplay display(Terminal terminal) {
    boolean watched = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return watched ? new LiveProgress(terminal) : new PlainProgress(terminal);
  }
}
