package dev.stitch.e2e;

import dev.stitch.cli.postgres.PostgresCluster;
import dev.stitch.cli.postgres.PostgresPrograms;
import dev.stitch.cli.postgres.PostgresService;
import dev.stitch.cli.postgres.Unprivileged;
import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Service;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.temporal.TemporalBinary;
import dev.stitch.cli.temporal.TemporalService;
import dev.stitch.e2e.faults.Fault;
import dev.stitch.e2e.faults.Fault.Part;
import dev.stitch.e2e.faults.TcpProxy;
import dev.stitch.store.connect.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A stack whose worker and API reach database and Temporal through proxies of ours. {@code up}
 * looks after worker and API, this after the servers.
 */
final class FaultyStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunningStack stack =
      RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
  private final Map<Part, Server> servers = new HashMap<>();

  /** A server, its process, and the proxy that stands before it. */
  private static final class Server {
    private final Service service;
    private final TcpProxy proxy;
    private Process process;

    Server(Service service, int port) {
      this.service = service;
      this.proxy = new TcpProxy(port);
      start();
    }

    /** Those that a killed server has left may hold it up for a moment: it is tried again. */
    void start() {
      Eventually.within(PATIENCE)
          .until(
              () -> {
                try {
                  if (process == null || !process.isAlive()) {
                    process = service.launch();
                  }
                  return service.isReady(process);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              () -> service.name() + " is ready");
    }
  }

  FaultyStack() {
    Home home = new Home(stack.home());
    home.create();
    Unprivileged user = Unprivileged.find();
    int databasePort = RunningStack.freePort();
    PostgresService postgres =
        new PostgresService(
            new PostgresCluster(
                home,
                PostgresPrograms.unpackInto(user.programCache(CacheFolder.find(System.getenv()))),
                user),
            databasePort);
    servers.put(Part.POSTGRES, new Server(postgres, databasePort));
    int temporalPort = RunningStack.freePort();
    servers.put(
        Part.TEMPORAL,
        new Server(
            new TemporalService(
                home,
                new TemporalBinary(
                        home,
                        CacheFolder.find(System.getenv()),
                        new Terminal(new PrintWriter(System.out, true, StandardCharsets.UTF_8)))
                    .find(),
                temporalPort,
                RunningStack.freePort(),
                false,
                Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + temporalPort)),
            temporalPort));
    DatabaseUrl database = postgres.url();
    stack.up(
        Map.of(
            "STITCH_DATABASE_URL",
            database
                .toUri()
                .replace(":" + databasePort + "/", ":" + proxyPort(Part.POSTGRES) + "/"),
            "TEMPORAL_ADDRESS",
            "127.0.0.1:" + proxyPort(Part.TEMPORAL),
            // What is killed again and again spends more on compiling twice than that ever saves.
            "STITCH_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1"));
  }

  private int proxyPort(Part part) {
    return servers.get(part).proxy.port();
  }

  RunningStack stack() {
    return stack;
  }

  /** Lets a fault happen, and returns when it is over. */
  void suffer(Fault fault) {
    switch (fault.kind()) {
      case KILL -> kill(fault);
      case FREEZE -> {
        List<ProcessHandle> frozen = processes(fault.part());
        frozen.forEach(process -> signal("STOP", process));
        Eventually.pause(fault.length());
        frozen.forEach(process -> signal("CONT", process));
      }
      case CUT -> {
        TcpProxy proxy = servers.get(fault.part()).proxy;
        proxy.cut();
        Eventually.pause(fault.length());
        proxy.mend();
      }
    }
  }

  private void kill(Fault fault) {
    processes(fault.part()).forEach(ProcessHandle::destroyForcibly);
    if (fault.part().isServer()) {
      Eventually.pause(fault.length());
      servers.get(fault.part()).start();
    }
  }

  /** The process of a part and those that it has started. */
  private List<ProcessHandle> processes(Part part) {
    ProcessHandle parent =
        switch (part) {
          case WORKER -> ProcessHandle.of(stack.pid("worker")).orElse(null);
          case API -> ProcessHandle.of(stack.pid("api")).orElse(null);
          case TEMPORAL, POSTGRES -> servers.get(part).process.toHandle();
        };
    // One that was killed a moment ago has no successor yet.
    return parent == null
        ? List.of()
        : Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }

  static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (ProcessHandle.of(stack.pid("up")).isPresent()) {
      stack.stop();
    }
    servers
        .values()
        .forEach(
            server -> {
              server.proxy.close();
              server.service.requestStop(server.process.toHandle());
              Eventually.within(PATIENCE)
                  .until(() -> !server.process.isAlive(), () -> server.service.name() + " ends");
            });
    stack.close();
  }
}
