package dev.stitch.cli;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.temporal.OtherTemporal;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import dev.stitch.temporal.TemporalConnection;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Override
  public Integer call() {
    DatabaseUrl database =
        RequiredDatabase.configuredOrRunning(System.getenv(), Home.find(home, System.getenv()));
    try {
      int applied = Migrations.of(database).apply();
      spec.commandLine().getOut().println(database + ": applied " + applied + " migrations");
    } catch (FlywayException e) {
      throw new StackException(
          "The schema at " + database + " cannot be migrated: " + e.getMessage(), e);
    }
    if (System.getenv("TEMPORAL_ADDRESS") != null) {
      OtherTemporal.prepare(TemporalConnection.fromEnvironment(System.getenv()));
      spec.commandLine().getOut().println("Temporal has the search attributes of journeys");
    }
    return 0;
  }
}
