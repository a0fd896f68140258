package dev.stitch.cli;

import dev.stitch.cli.demo.BlueprintCommand;
import dev.stitch.cli.demo.DemoCommand;
import dev.stitch.cli.doctor.DoctorCommand;
import dev.stitch.cli.log.RedactedLogs;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.up.UpCommand;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one command for everything together, and one for each part alone. */
@Command(
    name = "stitch",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    version = "Stitch 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs entity journeys durably.",
    subcommands = {
      UpCommand.class,
      ApiCommand.class,
      WorkerCommand.class,
      MigrateCommand.class,
      PrepareCommand.class,
      DemoCommand.class,
      BlueprintCommand.class,
      DoctorCommand.class,
      KeysCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Stitch {

  /** Their logs are their output; the other commands speak for themselves. */
  private static final Set<String> SERVERS = Set.of("api", "worker");

  private Stitch() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    boolean server = args.length > 0 && SERVERS.contains(args[0]);
    System.setProperty("stitch.log.level", server ? "INFO" : "ERROR");
    if (server) {
      RedactedLogs.install();
    }
    System.exit(commandLine().execute(args));
  }

  /** The commands, for tests too. */
  static CommandLine commandLine() {
    return new CommandLine(new Stitch())
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              if (failure instanceof StackException) {
                commandLine.getErr().println(failure.getMessage());
              } else {
                failure.printStackTrace(commandLine.getErr());
              }
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
