package dev.stitch.activities.git;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The folder of workspaces that this process reaches. It has a name of its own, by which steps find
 * the workers that reach it too: all of one machine, or of several that share a volume.
 */
@Singleton
public class WorkspaceHost {

  private static final String NAME = "host";
  private static final String LOCKS = "locks";
  private static final int LOOK_AGAIN_MILLIS = 200;

  private final Optional<Path> folder;
  private final Optional<String> name;

  WorkspaceHost(GitSettings settings) {
    this.folder = settings.workspaces();
    this.name = folder.map(WorkspaceHost::name);
  }

  /** The name of the folder; empty where there is none. */
  public Optional<String> name() {
    return name;
  }

  /** The task queue of the steps that need this folder; empty where there is none. */
  public Optional<String> taskQueue() {
    return name.map(TaskQueues::ofWorkspaces);
  }

  /**
   * The name of the folder.
   *
   * @throws StepException {@code INVALID_CONFIG} where there is none
   */
  String required() throws StepException {
    return name.orElseThrow(
        () ->
            new StepException(
                FailureCode.INVALID_CONFIG,
                "This worker keeps no workspaces. Set STITCH_WORKSPACES to a folder, or leave stitch-agents out of its STITCH_WORKER_QUEUES."));
  }

  /** Where a workspace is; its name leads nowhere else. */
  Path path(UUID workspace) {
    return folder.orElseThrow().resolve(workspace.toString());
  }

  /** Has one process at a time, and one thread of it, be in a workspace; ends with its process. */
  static final class Hold implements AutoCloseable {

    private final FileChannel channel;

    private Hold(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Waits until nobody else is in a workspace.
   *
   * @param heartbeat is called while it waits
   */
  Hold hold(UUID workspace, Runnable heartbeat) throws StepException, InterruptedException {
    while (true) {
      Optional<Hold> hold = tryHold(workspace);
      if (hold.isPresent()) {
        return hold.get();
      }
      heartbeat.run();
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** The same without waiting; empty when somebody else is in it. */
  Optional<Hold> tryHold(UUID workspace) throws StepException {
    try {
      Path locks = Files.createDirectories(folder.orElseThrow().resolve(LOCKS));
      FileChannel channel =
          FileChannel.open(
              locks.resolve(workspace.toString()),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = locked(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new Hold(channel));
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE, "The folder of workspaces cannot be written to.", e);
    }
  }

  private static FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
    }
  }

  /** The name that the folder has, or is given now. Of two that give it one, the first does. */
  private static String name(Path folder) {
    try {
      Path file = Files.createDirectories(folder).resolve(NAME);
      if (!Files.exists(file)) {
        Path mine = Files.createTempFile(folder, NAME, null);
        Files.writeString(mine, machine() + "-" + random());
        try {
          Files.createLink(file, mine);
        } catch (FileAlreadyExistsException byAnother) {
          // Its name holds.
        }
        Files.delete(mine);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          GitSettings.WORKSPACES + ": " + folder + " cannot be written to.", e);
    }
  }

  private static String machine() {
    try {
      String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      String plain = host.replaceAll("[^a-z0-9-]+", "-");
      return plain.substring(0, Math.min(plain.length(), 40));
    } catch (UnknownHostException e) {
      return NAME;
    }
  }

  private static String random() {
    byte[] bytes = new byte[4];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
