package dev.stitch.activities.git;

import dev.stitch.model.StepException;
import dev.stitch.store.workspace.WorkspaceRepository;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the workspaces of this host that are to go: those that somebody has asked for, those that
 * were for one run, and, where the operator says so, those that nobody has used for long.
 */
@Singleton
public class WorkspaceKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceKeeper.class);

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Longer than anybody waits. */
  private static final int NEVER_DAYS = 36_500;

  private final WorkspaceHost host;
  private final WorkspaceRepository workspaces;
  private final Duration unused;

  WorkspaceKeeper(
      WorkspaceHost host,
      WorkspaceRepository workspaces,
      @Value("${stitch.workspace.days:" + NEVER_DAYS + "}") int days) {
    this.host = host;
    this.workspaces = workspaces;
    this.unused = Duration.ofDays(Math.min(days, NEVER_DAYS));
  }

  /** Looks again and again until the thread is interrupted; at once over where there are none. */
  public void run() {
    Optional<String> name = host.name();
    try {
      while (name.isPresent()) {
        attempt(name.get());
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(String name) throws InterruptedException {
    try {
      pass(name);
    } catch (RuntimeException e) {
      LOG.warn("Workspaces could not be looked after; the next pass tries again", e);
    }
  }

  void pass(String name) throws InterruptedException {
    workspaces.expire(name, unused);
    for (UUID id : workspaces.pending(name)) {
      delete(id);
    }
  }

  /** One that a step is still in is left for the next pass. */
  private void delete(UUID id) {
    try (WorkspaceHost.Hold hold = host.tryHold(id).orElse(null)) {
      if (hold != null) {
        WorkingCopy.delete(host.path(id));
        workspaces.cleaned(id, null);
        LOG.info("The workspace {} is deleted", id);
      }
    } catch (StepException | IOException e) {
      LOG.warn("The workspace {} could not be deleted", id, e);
      workspaces.cleaned(id, "Its folder could not be deleted: " + e.getClass().getSimpleName());
    }
  }
}
