package dev.stitch.cli.up;

import dev.stitch.cli.settings.CallersEnvironment;
import dev.stitch.cli.settings.Settings;
import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.HomeLock;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.cli.stack.StackSettings;
import dev.stitch.cli.stack.Terminal;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs everything on this machine until it is told to stop. */
@Command(
    name = "up",
    description = "Start PostgreSQL, Temporal, worker and API on this machine; Ctrl-C stops them.",
    footer = {
      "",
      "With STITCH_DATABASE_URL or TEMPORAL_ADDRESS set, those servers are used and none is"
          + " started.",
      "STITCH_BIND is the address the API listens on (127.0.0.1); STITCH_PORT and STITCH_HOME are",
      "what --port and --home are."
    })
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where data and logs are kept (.stitch).")
  private @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of API and console (8080, or a free one).")
  private @Nullable Integer port;

  @Option(
      names = "--durable",
      description =
          "Let Temporal's commits wait for the disk: survives power cuts too, at half the speed.")
  private boolean durable;

  @Option(
      names = "--dev",
      description =
          "Build what changes in the sources and start it again; serve the console's sources with"
              + " hot reload.")
  private boolean dev;

  @Spec private CommandSpec spec;
  @ParentCommand private CallersEnvironment caller;

  @Override
  public Integer call() throws InterruptedException {
    Instant begun = Instant.now();
    StackSettings settings = settings(caller.variables());
    Terminal terminal = new Terminal(spec.commandLine().getOut());
    settings.home().create();
    try (HomeLock lock = HomeLock.acquire(settings.home());
        Stack stack = new Stack(settings, terminal)) {
      StopOnExit.install(stack, terminal);
      terminal.line("Starting Stitch in " + settings.home().root());
      StackEndpoints endpoints = stack.start();
      new Banner(endpoints, settings.home(), Duration.between(begun, Instant.now())).show(terminal);
      // Until the process is told to end, which is the exit hook's business.
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private StackSettings settings(Map<String, String> environment) {
    Settings.checkStack(environment);
    return new StackSettings(
        Home.find(home, environment),
        port(environment),
        dev ? Optional.of(Checkout.find(environment)) : Optional.empty(),
        durable,
        environment);
  }

  private OptionalInt port(Map<String, String> environment) {
    if (port != null) {
      return OptionalInt.of(port);
    }
    String configured = environment.getOrDefault("STITCH_PORT", "").strip();
    return configured.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(configured));
  }
}
