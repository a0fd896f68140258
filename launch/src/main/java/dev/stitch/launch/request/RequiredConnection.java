package dev.stitch.launch.request;

import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Stored credentials that steps of a graph call with.
 *
 * @param toolkit what the credentials are for
 * @param nodeIds the steps that need them
 * @param boundId the connection that the graph names, null when there is none of that name
 * @param candidates connections of the toolkit to choose from
 */
public record RequiredConnection(
    Toolkit toolkit,
    List<String> nodeIds,
    @Nullable UUID boundId,
    List<ConnectionCandidate> candidates) {

  public RequiredConnection {
    nodeIds = List.copyOf(nodeIds);
    candidates = List.copyOf(candidates);
  }
}
