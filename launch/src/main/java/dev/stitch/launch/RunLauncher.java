package dev.stitch.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.RunFamily;
import dev.stitch.path.PathContract;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.TriggerKind;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/** Accepts runs of system flows in the database. */
@Singleton
public class RunLauncher {

  private final RunRepository runs;

  RunLauncher(RunRepository runs) {
    this.runs = runs;
  }

  /**
   * Writes a run's row with all that its start needs, in the surrounding transaction; one that was
   * written before stays as it is.
   *
   * @param callingRun the run that calls it, or null
   * @return how to start it once the row is committed
   */
  public Launch accept(PathArguments run, @Nullable UUID callingRun) {
    Launch launch = launch(run);
    runs.insert(
        new NewRun(
            run.runId(),
            run.name(),
            run.startedBy(),
            run.trigger(),
            TriggerKind.valueOf(run.triggerKind().toUpperCase(Locale.ROOT)),
            run.flowId(),
            // A draft has no number.
            run.plan().version() == 0 ? null : run.plan().version(),
            run.plan().hash(),
            run.entityId(),
            run.uxNodeId(),
            config(run),
            run.retryOf(),
            callingRun,
            launch.workflowId()));
    return launch;
  }

  private static ObjectNode config(PathArguments run) {
    ObjectNode config = Jsonb.object();
    config.set("input", run.input());
    if (run.caller() != null) {
      config.set("caller", JsonCodec.MAPPER.valueToTree(run.caller()));
    }
    // Kept whole, so that whoever has to start it again starts the same.
    config.set("workflowInput", JsonCodec.MAPPER.valueToTree(run));
    return config;
  }

  /**
   * How to start a run again that was accepted before.
   *
   * @param workflowInput as its row keeps it
   */
  public static Launch again(JsonNode workflowInput) {
    try {
      return launch(JsonCodec.MAPPER.treeToValue(workflowInput, PathArguments.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's workflow input cannot be read", e);
    }
  }

  private static Launch launch(PathArguments run) {
    return new Launch(RunFamily.RUN, PathContract.startOptions(run), run);
  }
}
