package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation with one process of the program, from its start to its end. All that the process
 * wants to do is asked of the host.
 */
public final class ClaudeSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClaudeSession.class);

  /** How long the host may take to notice that nobody waits for it any more. */
  private static final int LAST_SECONDS = 10;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionHost host;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("claude-", 0).factory());
  private final SessionFolder folder;
  private final ModelGateway gateway;
  private final ClaudeProcess process;
  private final ToolServer server;

  /** Calls that the host has let through. */
  private final Set<String> letThrough = ConcurrentHashMap.newKeySet();

  /** There is one as soon as something has happened. */
  private final Semaphore news = new Semaphore(0);

  private volatile boolean closing;
  private boolean ready;
  private ClaudeLine.@Nullable Rested rested;
  private Instant restedAt = Instant.EPOCH;
  private Instant heardAt = Instant.now();

  /** Requests to its model that are under way. */
  private int asking;

  private @Nullable Exception failure;

  private ClaudeSession(Path program, ClaudeLaunch launch, SessionHost host)
      throws StepException, IOException {
    this.host = host;
    this.server = new ToolServer(host);
    this.folder = SessionFolder.create(launch.session());
    String key = key();
    try {
      this.gateway = new ModelGateway(key, this::answer, threads, this::fail);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
    try {
      Path workFolder = launch.workFolder() == null ? folder.scratch() : launch.workFolder();
      Files.writeString(folder.servers(), ToolServer.configuration().toString());
      if (launch.transcript() != null) {
        folder.restore(workFolder, launch.transcript().bytes());
      }
      this.process =
          ClaudeProcess.start(
              launch.command(program, folder), workFolder, environment(key), this::heard);
    } catch (StepException | IOException | RuntimeException e) {
      gateway.close();
      folder.close();
      throw e;
    }
    process.say(ClaudeWords.initialize(launch.systemPrompt()));
  }

  /**
   * Starts a process.
   *
   * @throws StepException when there is none to be had here
   */
  public static ClaudeSession start(ClaudeProgram program, ClaudeLaunch launch, SessionHost host)
      throws StepException {
    try {
      return new ClaudeSession(program.find(), launch, host);
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE, "Claude Code has no place to work on this worker's host.", e);
    }
  }

  private static String key() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return "stitch-" + HexFormat.of().formatHex(random);
  }

  private Map<String, String> environment(String key) {
    return Map.ofEntries(
        Map.entry("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")),
        Map.entry("HOME", folder.home().toString()),
        Map.entry("TMPDIR", folder.home().toString()),
        Map.entry("LANG", "C.UTF-8"),
        Map.entry("CLAUDE_CONFIG_DIR", folder.config().toString()),
        Map.entry("ANTHROPIC_BASE_URL", gateway.url()),
        Map.entry("ANTHROPIC_API_KEY", key),
        // What fails at the gateway has failed the attempt.
        Map.entry("CLAUDE_CODE_MAX_RETRIES", "0"),
        Map.entry("API_TIMEOUT_MS", "3600000"),
        // A turn waits for people and for budgets, too.
        Map.entry("CLAUDE_ENABLE_STREAM_WATCHDOG", "0"),
        Map.entry("CLAUDE_STREAM_IDLE_TIMEOUT_MS", "3600000"),
        Map.entry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
        Map.entry("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1"),
        // Every request is a turn of the run; one that sums up would be taken for one.
        Map.entry("DISABLE_AUTO_COMPACT", "1"),
        Map.entry("DISABLE_AUTOUPDATER", "1"),
        Map.entry("DISABLE_TELEMETRY", "1"),
        Map.entry("MCP_TOOL_TIMEOUT", "86400000"));
  }

  /** Has it read a message of a person, at once or with its next request to the model. */
  public synchronized void say(UUID id, String text) {
    rested = null;
    process.say(ClaudeWords.user(id, text));
  }

  /**
   * Waits, but no longer than this.
   *
   * @throws StepException what a request has failed of, or the process has ended with
   * @throws RuntimeException the same
   */
  public void await(Duration time) throws StepException, InterruptedException {
    if (news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
    switch (failure()) {
      case StepException e -> throw e;
      case RuntimeException e -> throw e;
      case null, default -> {}
    }
    if (!process.isAlive()) {
      throw new StepException(FailureCode.UNAVAILABLE, "Claude Code is gone: " + process.end());
    }
  }

  /** Whether it has started. */
  public synchronized boolean isReady() {
    return ready;
  }

  /** Whether it has been waiting for another message for this long. */
  public synchronized boolean isResting(Duration time) {
    return rested != null && asking == 0 && hasPassed(restedAt, time);
  }

  /** Whether it has said nothing for this long, and waits for no answer of its model. */
  public synchronized boolean isSilent(Duration time) {
    return asking == 0 && hasPassed(heardAt, time);
  }

  private static boolean hasPassed(Instant since, Duration time) {
    return Duration.between(since, Instant.now()).compareTo(time) >= 0;
  }

  /** What it says went wrong, when it rests for that; empty when nothing did. */
  public synchronized String complaint() {
    return rested == null || !rested.failed() ? "" : rested.words();
  }

  /** What it has written of the conversation so far. */
  public ClaudeTranscript transcript() {
    return ClaudeTranscript.of(folder.transcript());
  }

  /** Ends the process and all that it has started, and removes what it has kept. */
  @Override
  public void close() {
    closing = true;
    process.stop();
    gateway.close();
    threads.shutdown();
    // An attempt that is given up waits, too: what the host is at must not come after what the next
    // session does.
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("What a session of Claude Code was at is given up");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      threads.shutdownNow();
    }
    folder.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- what it says ----

  private void heard(String text) {
    synchronized (this) {
      heardAt = Instant.now();
    }
    switch (ClaudeLine.of(text)) {
      case ClaudeLine.Ready now -> started();
      case ClaudeLine.Rested now -> rests(now);
      case ClaudeLine.ToolsEnded now -> later(() -> tellEnds(now));
      case ClaudeLine.ToolAsked now -> later(() -> decide(now));
      case ClaudeLine.PermissionAsked now -> permit(now);
      case ClaudeLine.ServerCalled now -> later(() -> serve(now));
      case ClaudeLine.OtherAsked now -> process.say(ClaudeWords.notOffered(now.requestId()));
      case ClaudeLine.Other now -> {}
    }
  }

  private SessionHost.Answer answer(ObjectNode request, @Nullable String betas)
      throws StepException, InterruptedException {
    synchronized (this) {
      rested = null;
      asking++;
    }
    try {
      return host.answer(request, betas);
    } finally {
      synchronized (this) {
        asking--;
        heardAt = Instant.now();
      }
    }
  }

  private synchronized void started() {
    ready = true;
    news.release();
  }

  private void tellEnds(ClaudeLine.ToolsEnded now) throws InterruptedException {
    for (ToolEnd end : now.ends()) {
      host.ended(end);
    }
  }

  private synchronized void rests(ClaudeLine.Rested now) {
    rested = now;
    restedAt = Instant.now();
    news.release();
  }

  private void decide(ClaudeLine.ToolAsked asked) throws InterruptedException {
    String refusal = host.refusal(asked.toolUseId());
    if (refusal == null) {
      letThrough.add(asked.toolUseId());
      process.say(ClaudeWords.letThrough(asked.requestId()));
    } else {
      process.say(ClaudeWords.refuse(asked.requestId(), refusal));
    }
  }

  /**
   * The program's own rules come between: they keep its tools within the folder that it works in.
   */
  private void permit(ClaudeLine.PermissionAsked asked) {
    process.say(
        letThrough.contains(asked.toolUseId())
            ? ClaudeWords.permit(asked.requestId(), asked.input())
            : ClaudeWords.forbid(asked.requestId()));
  }

  private void serve(ClaudeLine.ServerCalled called) throws InterruptedException {
    ObjectNode answer = server.answer(called.message());
    process.say(ClaudeWords.ofServer(called.requestId(), answer));
  }

  /** What its host is asked. */
  @FunctionalInterface
  private interface Question {
    void ask() throws InterruptedException;
  }

  private void later(Question question) {
    if (closing) {
      return;
    }
    threads.execute(
        () -> {
          try {
            question.ask();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            fail(e);
          }
        });
  }

  private synchronized @Nullable Exception failure() {
    return failure;
  }

  private synchronized void fail(Exception cause) {
    if (failure == null && !closing) {
      failure = cause;
      news.release();
    }
  }
}
