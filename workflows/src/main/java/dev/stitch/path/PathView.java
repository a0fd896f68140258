package dev.stitch.path;

import dev.stitch.machine.NodeState;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run as its workflow knows it. */
public record PathView(
    UUID runId, RunStatus status, Map<String, NodeState> nodes, List<WaitingOn> waitingOn) {}
