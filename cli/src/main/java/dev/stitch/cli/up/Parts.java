package dev.stitch.cli.up;

import dev.stitch.activities.git.GitSettings;
import dev.stitch.cli.dev.ConsoleServer;
import dev.stitch.cli.postgres.PostgresCluster;
import dev.stitch.cli.postgres.PostgresPrograms;
import dev.stitch.cli.postgres.PostgresService;
import dev.stitch.cli.postgres.Unprivileged;
import dev.stitch.cli.server.ApiService;
import dev.stitch.cli.server.JavaProcess;
import dev.stitch.cli.server.WorkerService;
import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.ConfiguredDatabase;
import dev.stitch.cli.stack.EncryptionKeyFile;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.PortChoice;
import dev.stitch.cli.stack.Ports;
import dev.stitch.cli.stack.Service;
import dev.stitch.cli.stack.StackSettings;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.temporal.TemporalBinary;
import dev.stitch.cli.temporal.TemporalService;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services of one stack and how they reach each other.
 *
 * @param postgres absent when the environment names a database
 * @param temporal absent when the environment names a Temporal server
 * @param console the server of the console's sources, for whoever works on them
 */
record Parts(
    Optional<PostgresService> postgres,
    Optional<TemporalService> temporal,
    WorkerService worker,
    ApiService api,
    Optional<ConsoleServer> console,
    DatabaseUrl database,
    Map<String, String> environment,
    String apiUrl,
    @Nullable String temporalUi) {

  /** Those that the environment leaves for us to start. */
  static Parts needed(StackSettings settings, Ports ports, Terminal terminal) {
    Optional<DatabaseUrl> otherDatabase = ConfiguredDatabase.of(settings.environment());
    Optional<PostgresService> postgres =
        otherDatabase.isPresent() ? Optional.empty() : Optional.of(postgres(settings, ports));
    DatabaseUrl database = otherDatabase.or(() -> postgres.map(PostgresService::url)).orElseThrow();
    String apiUrl = "http://" + settings.apiHost() + ":" + ports.api();
    Map<String, String> environment = environment(settings, ports, database);
    if (postgres.isPresent()) {
      // A database of others has other readers too, and their key.
      environment.computeIfAbsent(
          Secrets.VARIABLE, name -> new EncryptionKeyFile(settings.home()).key());
    }
    Optional<TemporalService> temporal =
        settings.usesOtherTemporal()
            ? Optional.empty()
            : Optional.of(temporal(settings, ports, terminal, environment));
    return new Parts(
        postgres,
        temporal,
        new WorkerService(settings.home(), environment),
        new ApiService(settings.home(), apiUrl, environment),
        console(settings, apiUrl),
        database,
        environment,
        apiUrl,
        environment.get("STITCH_TEMPORAL_UI"));
  }

  /** Those on which the others stand. */
  List<Service> servers() {
    List<Service> servers = new ArrayList<>();
    postgres.ifPresent(servers::add);
    temporal.ifPresent(servers::add);
    return servers;
  }

  private static Optional<ConsoleServer> console(StackSettings settings, String api) {
    return settings
        .sources()
        .flatMap(Checkout::console)
        .map(
            folder ->
                new ConsoleServer(
                    folder,
                    settings.home(),
                    PortChoice.onThisMachine().free(ConsoleServer.USUAL_PORT),
                    api));
  }

  /** Our own, which need the servers. */
  List<Service> ours() {
    return List.of(worker, api);
  }

  /** In the order in which they start. */
  List<Service> all() {
    List<Service> all = new ArrayList<>(servers());
    all.addAll(ours());
    console.ifPresent(all::add);
    return all;
  }

  private static PostgresService postgres(StackSettings settings, Ports ports) {
    Unprivileged user = Unprivileged.find();
    Path cache = user.programCache(CacheFolder.find(settings.environment()));
    return new PostgresService(
        new PostgresCluster(settings.home(), PostgresPrograms.unpackInto(cache), user),
        ports.postgres());
  }

  private static TemporalService temporal(
      StackSettings settings, Ports ports, Terminal terminal, Map<String, String> environment) {
    Home home = settings.home();
    TemporalBinary binary =
        new TemporalBinary(home, CacheFolder.find(settings.environment()), terminal);
    return new TemporalService(
        home, binary.find(), ports.temporal(), ports.temporalUi(), settings.durable(), environment);
  }

  /** What every child sees: the caller's variables, with the addresses of this stack. */
  private static Map<String, String> environment(
      StackSettings settings, Ports ports, DatabaseUrl database) {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.putIfAbsent(DatabaseUrl.VARIABLE, database.toUri());
    environment.put("STITCH_HOME", settings.home().root().toString());
    SupervisedStack.announce(environment);
    settings
        .sources()
        .ifPresent(
            sources ->
                environment.put(JavaProcess.NEWEST_BUILD, sources.classPathFile().toString()));
    environment.put("STITCH_BIND", settings.bind());
    environment.put("STITCH_PORT", Integer.toString(ports.api()));
    if (settings.isLocal()) {
      // Whoever reaches it sits at this machine.
      environment.putIfAbsent("STITCH_LOGIN", "off");
    }
    environment.putIfAbsent("STITCH_PUBLIC_URL", "http://127.0.0.1:" + ports.api());
    environment.putIfAbsent(
        GitSettings.WORKSPACES, settings.home().root().resolve("workspaces").toString());
    String repositories = settings.home().repositories().toString();
    if (!repositories.contains(",")) {
      environment.merge(GitSettings.ROOTS, repositories, (given, ours) -> given + "," + ours);
    }
    // There is one worker, so it serves every queue.
    environment.remove("STITCH_WORKER_QUEUES");
    if (!settings.usesOtherTemporal()) {
      String namespace = environment.getOrDefault("TEMPORAL_NAMESPACE", "default");
      // Credentials and a configuration file are those of another server; ours would refuse their
      // TLS.
      environment.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
      environment.put(
          "TEMPORAL_CONFIG_FILE", settings.home().root().resolve("absent.toml").toString());
      environment.put("TEMPORAL_NAMESPACE", namespace);
      environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + ports.temporal());
      environment.put("STITCH_TEMPORAL_UI", "http://127.0.0.1:" + ports.temporalUi());
    }
    return environment;
  }
}
