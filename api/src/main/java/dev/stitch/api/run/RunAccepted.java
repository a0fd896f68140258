package dev.stitch.api.run;

import dev.stitch.model.RunStatus;
import java.util.UUID;

/** A direct run that was accepted. */
public record RunAccepted(UUID runId, String workflowId, RunStatus status, String temporalUrl) {}
