package dev.stitch.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.Refusal;
import dev.stitch.port.RefusedUpdate;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicUpdateHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for journeys and runs: says yes to every update, or refuses it when told to, and writes
 * down what it heard.
 */
public final class ScriptedWorkflow implements DynamicWorkflow {

  /** An update or signal. */
  public record Heard(String workflowId, String name, JsonNode argument) {}

  public static final List<Heard> HEARD = new CopyOnWriteArrayList<>();

  /** Refusals by the name of the update. */
  public static final Map<String, Refusal> REFUSALS = new ConcurrentHashMap<>();

  /** What the projection does before an update is answered, by the name of the update. */
  public static final Map<String, Runnable> EFFECTS = new ConcurrentHashMap<>();

  /** Listens from the start: an update may come with the very first workflow task. */
  public ScriptedWorkflow() {
    Workflow.registerListener((DynamicUpdateHandler) this::update);
    Workflow.registerListener((DynamicSignalHandler) this::note);
  }

  @Override
  public Object execute(EncodedValues arguments) {
    Workflow.await(() -> false);
    return null;
  }

  private Object update(String name, EncodedValues arguments) {
    EFFECTS.getOrDefault(name, () -> {}).run();
    Refusal refusal = REFUSALS.get(name);
    if (refusal != null) {
      throw ApplicationFailure.newNonRetryableFailure(
          refusal.message(), RefusedUpdate.TYPE, refusal);
    }
    note(name, arguments);
    return null;
  }

  private void note(String name, EncodedValues arguments) {
    HEARD.add(
        new Heard(
            Workflow.getInfo().getWorkflowId(),
            name,
            arguments.getSize() == 0 ? null : arguments.get(0, JsonNode.class)));
  }

  /** What a workflow heard, oldest first. */
  public static List<Heard> heardBy(String workflowId) {
    return HEARD.stream().filter(heard -> heard.workflowId().equals(workflowId)).toList();
  }
}
