package dev.stitch.cli.demo;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.up.BorrowedStack;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a blueprint's flows into a stack. Doing it again changes nothing. */
@Command(
    name = "blueprint",
    description = "Publish the flows of a blueprint in the stack that runs here.")
public final class BlueprintCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "outreach or reply-campaign")
  private String name;

  @Option(names = "--home", paramLabel = "DIR", description = "The stack to use (.stitch).")
  private @Nullable Path home;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (!Blueprint.NAMES.contains(name)) {
      throw new StackException(
          "There is no blueprint "
              + name
              + "; there are "
              + String.join(", ", Blueprint.NAMES)
              + ".");
    }
    Map<String, String> environment = System.getenv();
    Terminal terminal = new Terminal(spec.commandLine().getOut());
    try (BorrowedStack stack =
            BorrowedStack.find(Home.find(home, environment), environment, terminal);
        ApiClient api = new ApiClient(stack.api())) {
      Blueprint blueprint = Blueprint.load(name);
      String flow = new Publication(api).publish(blueprint);
      terminal.line("Published \"" + blueprint.businessFlow().name() + "\": " + flow);
      return 0;
    }
  }
}
