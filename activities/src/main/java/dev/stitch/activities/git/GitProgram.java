package dev.stitch.activities.git;

import dev.stitch.activities.process.LeftProcesses;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.ByteString;

/**
 * Runs git without a shell, in an environment made from nothing. No file of the host's or of a
 * repository's configures a program that git would run: hooks, filters, monitors, editors, helpers
 * and pagers are off, and what follows {@code -c} comes before every file.
 */
final class GitProgram {

  /** Between two signs of life, which also tell that nobody waits any more. */
  private static final int LOOK_SECONDS = 1;

  /** Git takes its lock files away when it is asked to end, which takes moments. */
  private static final int LAST_SECONDS = 3;

  /** Enough to tell what went wrong. */
  private static final int MOST_SAID = 16 * 1024;

  /** Settings of git under which a repository decides nothing. */
  private static final List<String> SAFE =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.attributesFile=/dev/null",
          "core.excludesFile=/dev/null",
          "core.alternateRefsCommand=true", // the program that lists none
          "core.askPass=",
          "core.editor=false",
          // Links become small files, so that no path leads out of the tree.
          "core.symlinks=false",
          "core.protectHFS=true",
          "core.protectNTFS=true",
          "core.autocrlf=false",
          // Larger files are neither compared line by line nor held in memory.
          "core.bigFileThreshold=16m",
          "credential.helper=",
          "diff.ignoreSubmodules=dirty", // would ask git inside of them
          "submodule.recurse=false",
          "fetch.recurseSubmodules=false",
          "push.recurseSubmodules=no",
          "http.followRedirects=false", // only the address that was judged
          "http.proxy=",
          "transfer.credentialsInUrl=die",
          "gc.auto=0", // it would go on after git has ended
          "maintenance.auto=false",
          "log.showSignature=false");

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("HOME", "/nonexistent"),
          Map.entry("LC_ALL", "C"),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_ATTR_NOSYSTEM", "1"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("GIT_OPTIONAL_LOCKS", "0"),
          Map.entry("GIT_NO_LAZY_FETCH", "1"),
          // No remote may be asked unless the call says which kind.
          Map.entry("GIT_ALLOW_PROTOCOL", ""),
          Map.entry("GIT_SSH_COMMAND", "false"));

  private static final String GIT_DIR = "--git-dir=";

  private final Runnable heartbeat;

  /**
   * @param heartbeat is called each second while git runs; what it throws ends git
   */
  GitProgram(Runnable heartbeat) {
    this.heartbeat = heartbeat;
  }

  /**
   * Runs git to its end.
   *
   * @throws StepException {@code UNAVAILABLE} when there is no git here
   * @throws InterruptedException when the time is up; git and what it started have ended then
   */
  GitAnswer run(GitCall call) throws StepException, InterruptedException {
    Process process = start(call);
    try {
      FutureTask<byte[]> output = reading(process.getInputStream(), call.most());
      FutureTask<byte[]> said = reading(process.getErrorStream(), MOST_SAID);
      writing(process.getOutputStream(), call.input());
      while (!process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
        heartbeat.run();
      }
      byte[] printed = read(output);
      boolean cut = printed.length > call.most();
      return new GitAnswer(
          process.exitValue(),
          ByteString.of(printed, 0, cut ? call.most() : printed.length),
          cut,
          new String(read(said), StandardCharsets.UTF_8));
    } finally {
      end(process);
    }
  }

  private static Process start(GitCall call) throws StepException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"));
    for (List<String> settings : List.of(SAFE, call.settings())) {
      for (String setting : settings) {
        command.add("-c");
        command.add(setting);
      }
    }
    command.addAll(call.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(call.folder().toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.putAll(ENVIRONMENT);
    environment.putAll(call.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE,
          "git could not be started on this worker's host. Install it there.",
          e);
    }
  }

  /** One byte more than is kept tells that there was more; git then writes to a closed pipe. */
  private static FutureTask<byte[]> reading(InputStream stream, int most) {
    FutureTask<byte[]> reading =
        new FutureTask<>(
            () -> {
              try (stream) {
                return stream.readNBytes(most + 1);
              }
            });
    Thread.ofVirtual().name("git-output").start(reading);
    return reading;
  }

  private static void writing(OutputStream stream, ByteString input) {
    Thread.ofVirtual()
        .name("git-input")
        .start(
            () -> {
              try (stream) {
                input.write(stream);
              } catch (IOException ended) {
                // Git has ended without reading it all, and says why.
              }
            });
  }

  private static byte[] read(FutureTask<byte[]> reading)
      throws StepException, InterruptedException {
    try {
      return reading.get(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepException(FailureCode.UNAVAILABLE, "What git said could not be read.", e);
    }
  }

  /** The argument that tells git its repository, and by which its process is known. */
  static String repository(Path gitFolder) {
    return GIT_DIR + gitFolder;
  }

  /** Ends every git at work below a folder: a worker that was killed has left it. */
  static void endThose(Path folder) {
    String below = repository(folder) + "/";
    LeftProcesses.end(argument -> argument.startsWith(below));
  }

  /** Ends git with all that it started, if it has not ended. */
  private static void end(Process process) {
    if (!process.isAlive()) {
      return;
    }
    // Found before it ends: afterwards nobody knows whose children they are.
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    family.forEach(ProcessHandle::destroy);
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
