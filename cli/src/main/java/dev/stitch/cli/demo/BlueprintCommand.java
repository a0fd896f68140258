package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.blueprint.Blueprints;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.up.BorrowedStack;
import dev.stitch.json.JsonCodec;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a blueprint's flows into a stack, and tries them. Publishing again changes nothing. */
@Command(
    name = "blueprint",
    description = "Publish the flows of a blueprint in the stack that runs here.",
    footer = {"", "The console's help page shows them all, and tries one with a click."})
public final class BlueprintCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private String name;

  @Option(names = "--try", description = "Also try it with sample contacts.")
  private boolean trial;

  @Option(names = "--home", paramLabel = "DIR", description = "The stack to use (.stitch).")
  private @Nullable Path home;

  @Spec private CommandSpec spec;

  /** The names of all blueprints, for the help and for shells. */
  static final class Names extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Names() {
      super(Blueprints.IDS);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!Blueprints.IDS.contains(name)) {
      throw new StackException(
          "There is no blueprint "
              + name
              + "; there are "
              + String.join(", ", Blueprints.IDS)
              + ".");
    }
    Map<String, String> environment = System.getenv();
    Terminal terminal = new Terminal(spec.commandLine().getOut());
    try (BorrowedStack stack =
            BorrowedStack.find(Home.find(home, environment), environment, terminal);
        ApiClient api = new ApiClient(stack.api())) {
      String blueprint = "/api/blueprints/" + name;
      String title = api.get(blueprint).path("title").asText();
      JsonNode installed = api.post(blueprint + "/install", JsonCodec.MAPPER.createObjectNode());
      String made =
          installed.hasNonNull("templateId")
              ? "template " + installed.path("templateId").asText()
              : installed.path("flowId").asText();
      terminal.line("Published \"" + title + "\": " + made);
      if (trial) {
        JsonNode tried = api.post(blueprint + "/try", JsonCodec.MAPPER.createObjectNode());
        terminal.line("Try it: " + began(tried));
      }
      return 0;
    }
  }

  private static String began(JsonNode tried) {
    if (tried.hasNonNull("runId")) {
      return "run " + tried.path("runId").asText() + " has begun";
    }
    if (tried.path("mails").asInt() > 0) {
      return tried.path("mails").asInt() + " mails have come in";
    }
    String what = tried.hasNonNull("templateId") ? "enrollments" : "journeys";
    return tried.path("accepted").asInt() + " " + what + " have begun";
  }
}
