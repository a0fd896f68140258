package dev.stitch.cli;

import dev.stitch.cli.demo.BlueprintCommand;
import dev.stitch.cli.demo.DemoCommand;
import dev.stitch.cli.doctor.DoctorCommand;
import dev.stitch.cli.log.RedactedLogs;
import dev.stitch.cli.settings.CallersEnvironment;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.up.UpCommand;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** The program: one command for everything together, and one for each part alone. */
@Command(
    name = "stitch",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = BuiltVersion.class,
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
public final class Stitch implements CallersEnvironment {

  /** Their logs are their output; the other commands speak for themselves. */
  private static final Set<String> SERVERS = Set.of("api", "worker");

  private final Map<String, String> environment;

  private Stitch(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Map<String, String> variables() {
    return environment;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    boolean server = args.length > 0 && SERVERS.contains(args[0]);
    System.setProperty("stitch.log.level", server ? "INFO" : "ERROR");
    if (server) {
      RedactedLogs.install();
    }
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** The commands, for tests too. */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine commands = new CommandLine(new Stitch(environment));
    IParameterExceptionHandler usual = commands.getParameterExceptionHandler();
    return commands
        .setParameterExceptionHandler(
            (mistake, arguments) ->
                mistake.getCommandLine().getParent() == null
                    ? usual.handleParseException(mistake, arguments)
                    : refused(mistake))
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              Exception explained = StartFailure.explained(failure, environment);
              if (explained instanceof StackException) {
                commandLine.getErr().println(explained.getMessage());
              } else {
                explained.printStackTrace(commandLine.getErr());
              }
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** One line about a wrong option; all that a command takes would hide it. */
  private static int refused(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    command
        .getErr()
        .println(
            mistake.getMessage()
                + ". `./stitch help %s` tells the options.".formatted(command.getCommandName()));
    return CommandLine.ExitCode.USAGE;
  }
}
