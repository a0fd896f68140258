package dev.stitch.cli;

import dev.stitch.cli.settings.CallersEnvironment;
import dev.stitch.cli.settings.Settings;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Schema;
import dev.stitch.cli.temporal.OtherTemporal;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.temporal.TemporalConnection;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prepares database and Temporal; run before servers of a newer version start. */
@Command(
    name = "migrate",
    description =
        "Bring the database's schema up to date and, with TEMPORAL_ADDRESS set, register search"
            + " attributes with Temporal.")
final class MigrateCommand implements Callable<Integer> {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The running stack to use without STITCH_DATABASE_URL.")
  private @Nullable Path home;

  @Spec private CommandSpec spec;
  @ParentCommand private CallersEnvironment caller;

  @Override
  public Integer call() {
    Map<String, String> environment = caller.variables();
    Settings.checkMigrate(environment);
    DatabaseUrl database =
        RequiredDatabase.configuredOrRunning(environment, Home.find(home, environment));
    int applied = Schema.migrate(database);
    spec.commandLine().getOut().println(database + ": applied " + applied + " migrations");
    if (environment.containsKey("TEMPORAL_ADDRESS")) {
      OtherTemporal.prepare(TemporalConnection.fromEnvironment(environment));
      spec.commandLine().getOut().println("Temporal has the search attributes of journeys");
    }
    return 0;
  }
}
