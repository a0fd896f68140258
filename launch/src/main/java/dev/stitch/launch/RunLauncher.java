package dev.stitch.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.RunFamily;
import dev.stitch.port.PathArguments;
import dev.stitch.port.RunAttributes;
import dev.stitch.port.StartOptions;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import io.temporal.common.SearchAttributes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/** Accepts runs in the database, with all that starting them needs. */
@Singleton
public class RunLauncher {

  private final RunRepository runs;

  RunLauncher(RunRepository runs) {
    this.runs = runs;
  }

  /**
   * Writes a run's row in the surrounding transaction; one that was written before stays as it is.
   *
   * @param family whose key is the run's id
   * @param arguments what its workflow begins with
   * @return how to start it once the row is committed
   */
  public Launch accept(NewRun run, RunFamily family, Object arguments) {
    Launch launch =
        launch(
            family,
            run.id(),
            run.type(),
            run.flow() == null ? null : run.flow().id(),
            run.entityId(),
            arguments);
    runs.insert(run, launch.workflowId(), JsonCodec.MAPPER.valueToTree(arguments));
    return launch;
  }

  /**
   * As {@link #accept(NewRun, RunFamily, Object)}, of a system flow.
   *
   * @param callingRun the run that calls it, or null
   */
  public Launch accept(PathArguments run, @Nullable UUID callingRun) {
    ObjectNode config = Jsonb.object();
    config.set("input", run.input());
    if (run.caller() != null) {
      config.set("caller", JsonCodec.MAPPER.valueToTree(run.caller()));
    }
    // A draft has no number.
    Integer version = run.plan().version() == 0 ? null : run.plan().version();
    NewRun row =
        new NewRun(
            run.runId(),
            WorkflowType.FLOW,
            new NewRun.Origin(
                run.name(),
                run.startedBy(),
                run.trigger(),
                TriggerKind.valueOf(run.triggerKind().toUpperCase(Locale.ROOT)),
                null),
            new NewRun.Flow(run.flowId(), version, run.plan().hash()),
            run.entityId(),
            run.uxNodeId(),
            config,
            run.retryOf(),
            callingRun);
    return accept(row, RunFamily.RUN, run);
  }

  /** How to start a run again that was accepted before. */
  public static Launch again(RunRepository.Forgotten run) {
    RunFamily family =
        RunFamily.of(run.workflowId())
            .orElseThrow(
                () -> new IllegalStateException("no family of runs has " + run.workflowId()));
    return launch(family, run.id(), run.type(), run.flowId(), run.entityId(), run.workflowInput());
  }

  private static Launch launch(
      RunFamily family,
      UUID runId,
      WorkflowType type,
      @Nullable UUID flowId,
      @Nullable UUID entityId,
      Object arguments) {
    SearchAttributes.Builder attributes =
        SearchAttributes.newBuilder()
            .set(RunAttributes.RUN_TYPE, type.name().toLowerCase(Locale.ROOT));
    if (flowId != null) {
      attributes.set(RunAttributes.FLOW, flowId.toString());
    }
    if (entityId != null) {
      attributes.set(RunAttributes.ENTITY, entityId.toString());
    }
    return new Launch(family, StartOptions.of(family, runId, attributes.build()), arguments);
  }
}
