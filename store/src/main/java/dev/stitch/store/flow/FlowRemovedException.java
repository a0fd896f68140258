package dev.stitch.store.flow;

import java.util.UUID;

/** A flow was removed after somebody had found it and before it could be used. */
public final class FlowRemovedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FlowRemovedException(UUID flowId) {
    super("Flow " + flowId + " has just been removed.");
  }
}
