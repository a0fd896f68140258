package dev.stitch.cli.up;

import dev.stitch.cli.dev.Rebuild;
import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.JsonFile;
import dev.stitch.cli.stack.Leftovers;
import dev.stitch.cli.stack.PortChoice;
import dev.stitch.cli.stack.Ports;
import dev.stitch.cli.stack.ProcessLedger;
import dev.stitch.cli.stack.Schema;
import dev.stitch.cli.stack.Service;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.StackSettings;
import dev.stitch.cli.stack.Supervisor;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.temporal.OtherTemporal;
import dev.stitch.temporal.TemporalConnection;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A whole Stitch on this machine: servers first, then the schema and the namespace, then worker and
 * API. While it is ready its endpoints are on file.
 */
final class Stack implements AutoCloseable {

  private final StackSettings settings;
  private final Terminal terminal;
  private final JsonFile<StackEndpoints> endpointsFile;
  private final Supervisor supervisor;
  private final ProcessLedger ledger;
  private Optional<Rebuild> rebuild = Optional.empty();
  private boolean stopping;

  Stack(StackSettings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
    Home home = settings.home();
    this.endpointsFile = StackEndpoints.file(home);
    this.ledger = new ProcessLedger(home);
    this.supervisor = new Supervisor(home, ledger, terminal);
  }

  /**
   * Brings everything up; the caller holds the home's lock and closes the stack afterwards,
   * whatever came of this.
   *
   * @return where it is
   * @throws StackException when a part does not start
   */
  StackEndpoints start() throws InterruptedException {
    // What a killed stack left there would promise something that is not.
    endpointsFile.delete();
    Parts parts = parts();
    supervisor.start(parts.servers());
    migrate(parts);
    if (parts.temporal().isEmpty()) {
      OtherTemporal.prepare(TemporalConnection.fromEnvironment(parts.environment()));
    }
    supervisor.start(parts.ours());
    publish(parts);
    if (parts.console().isPresent()) {
      supervisor.start(List.of(parts.console().get()));
    }
    supervisor.watch(() -> publish(parts));
    rebuild =
        settings
            .sources()
            .map(
                sources ->
                    new Rebuild(
                        sources,
                        terminal,
                        settings.environment(),
                        built -> renew(sources, parts, built)));
    rebuild.ifPresent(Rebuild::watch);
    return endpoints(parts);
  }

  /** Starts again what a change concerns: what both are made of concerns both. */
  private void renew(Checkout sources, Parts parts, Set<String> built) throws InterruptedException {
    if (built.contains("migrations")) {
      // This process holds the migrations that it began with.
      terminal.say("schema", sources.run("migrate", parts.environment()));
    }
    if (!Set.of("api").containsAll(built)) {
      supervisor.renew(parts.worker());
    }
    if (!Set.of("activities", "worker").containsAll(built)) {
      supervisor.renew(parts.api());
    }
    if (built.contains("cli")) {
      terminal.say("up", "is itself as it was; Ctrl-C and start it again for the new one");
    }
  }

  /**
   * Takes everything down, the last started first.
   *
   * @return whether every process ended by itself
   */
  boolean stop() {
    synchronized (this) {
      stopping = true;
      endpointsFile.delete();
    }
    rebuild.ifPresent(Rebuild::close);
    return supervisor.stop();
  }

  /** Whether nobody has stopped it yet. */
  synchronized boolean isRunning() {
    return !stopping;
  }

  @Override
  public void close() {
    stop();
  }

  private Parts parts() {
    JsonFile<Ports> file = Ports.file(settings.home());
    Ports remembered = file.read().orElse(Ports.USUAL);
    Parts parts = Parts.needed(settings, remembered, terminal);
    new Leftovers(ledger, terminal).stop(parts.all());
    Ports ports = PortChoice.onThisMachine().choose(settings.apiPort(), remembered);
    file.write(ports);
    return ports.equals(remembered) ? parts : Parts.needed(settings, ports, terminal);
  }

  private void migrate(Parts parts) {
    int applied = Schema.migrate(parts.database());
    terminal.say(
        "schema", applied == 0 ? "up to date" : "brought up to date by " + applied + " migrations");
  }

  private synchronized void publish(Parts parts) {
    if (!stopping) {
      endpointsFile.write(endpoints(parts));
    }
  }

  private StackEndpoints endpoints(Parts parts) {
    return new StackEndpoints(
        parts.apiUrl(),
        TemporalConnection.fromEnvironment(parts.environment()).address(),
        parts.temporalUi(),
        parts.database().toUri(),
        new StackEndpoints.Pids(
            ProcessHandle.current().pid(),
            pid(parts.api()),
            pid(parts.worker()),
            parts.temporal().map(this::pid).orElse(null),
            parts.postgres().map(this::pid).orElse(null)));
  }

  private @Nullable Long pid(Service service) {
    OptionalLong pid = supervisor.pid(service);
    return pid.isPresent() ? pid.getAsLong() : null;
  }
}
