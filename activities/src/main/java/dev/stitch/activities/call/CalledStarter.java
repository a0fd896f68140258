package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.RunLauncher;
import dev.stitch.machine.DerivedId;
import dev.stitch.port.Calling;
import dev.stitch.port.PathArguments;
import dev.stitch.port.RunCaller;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Accepts a called run in the database, then starts it; both may be done again. */
@Singleton
class CalledStarter {

  private final RunLauncher runs;
  private final Launcher launcher;

  CalledStarter(RunLauncher runs, Launcher launcher) {
    this.runs = runs;
    this.launcher = launcher;
  }

  /**
   * A run to start.
   *
   * @param caller the run that is told of its end
   * @param callId the call it is part of
   * @param index the item it is for, from 0, or null
   */
  record Called(
      UUID runId,
      PreparedCalls.Prepared call,
      Calling calling,
      RunCaller caller,
      UUID callId,
      @Nullable Integer index,
      JsonNode input) {}

  /**
   * Starts a run, or finds that this was done before.
   *
   * @return whether the run is over already, so that it will not report its end by itself
   */
  boolean start(Called called) {
    return !launcher.start(runs.accept(arguments(called), called.calling().runId()));
  }

  private static PathArguments arguments(Called called) {
    Calling calling = called.calling();
    return new PathArguments(
        called.runId(),
        // The same for every retry of the calling run that keeps its execution: what the called run
        // has sent is not sent again. The item is part of it.
        DerivedId.of(calling.firstRunId(), calling.nodeId(), calling.execution(), called.index()),
        null,
        called.index() == null
            ? called.call().name()
            : called.call().name() + " #" + (called.index() + 1),
        called.call().flowId(),
        called.call().version(),
        called.input(),
        trigger(called),
        calling.triggerKind(),
        calling.startedBy(),
        calling.entityId(),
        calling.contactId(),
        calling.uxNodeId(),
        null,
        1,
        calling.metadata(),
        null,
        false,
        null,
        false,
        called.caller(),
        null,
        null);
  }

  private static ObjectNode trigger(Called called) {
    ObjectNode trigger = Jsonb.object();
    trigger
        .put("kind", called.index() == null ? SubflowStep.ID : ForEachStep.ID)
        .put("runId", called.calling().runId().toString())
        .put("nodeId", called.calling().nodeId())
        .put("callId", called.callId().toString());
    if (called.index() != null) {
      trigger.put("index", called.index());
    }
    return trigger;
  }
}
