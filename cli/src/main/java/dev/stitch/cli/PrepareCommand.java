package dev.stitch.cli;

import dev.stitch.cli.postgres.PostgresPrograms;
import dev.stitch.cli.postgres.Unprivileged;
import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.temporal.TemporalBinary;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Fetches the servers of a local stack ahead of time, for tests and for machines that go offline.
 */
@Command(
    name = "prepare",
    description = "Fetch the PostgreSQL and Temporal programs that `up` would fetch.")
final class PrepareCommand implements Callable<Integer> {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The stack to fetch them for (.stitch).")
  private @Nullable Path home;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    Path cache = CacheFolder.find(environment);
    Terminal terminal = new Terminal(spec.commandLine().getOut());
    PostgresPrograms programs =
        PostgresPrograms.unpackInto(Unprivileged.find().programCache(cache));
    terminal.say("postgres", programs.folder().toString());
    Home target = Home.find(home, environment);
    target.create();
    terminal.say("temporal", new TemporalBinary(target, cache, terminal).find().toString());
    return 0;
  }
}
