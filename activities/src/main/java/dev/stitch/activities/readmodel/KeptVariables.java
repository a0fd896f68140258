package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.StepVariables;
import dev.stitch.port.PathArguments;
import dev.stitch.store.run.RunVariablesRepository;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the variables of steps that begin after a flush, where they are too long for a request.
 * They are written with the flush's flush, so that whoever gets such a request finds them.
 */
@Singleton
class KeptVariables {

  private static final List<String> CONSTANT = List.of("input", "trigger");

  private final RunVariablesRepository repository;

  KeptVariables(RunVariablesRepository repository) {
    this.repository = repository;
  }

  /**
   * @param runs those inside the journey of which steps begin
   */
  void keep(JourneyState state, Set<UUID> runs) {
    for (UUID runId : runs) {
      PathSlot slot = state.slots().get(runId);
      if (slot != null && slot.inline() != null) {
        PathState path = slot.inline();
        keep(path, StepVariables.entity(state.entityId(), state.flowId(), state.nodeId(), path));
      }
    }
  }

  void keep(PathState state, PathArguments input) {
    keep(state, StepVariables.entity(input.entityId(), null, input.uxNodeId(), state));
  }

  private void keep(PathState path, ObjectNode entity) {
    if (!StepVariables.areKept(path.rules(), StepVariables.of(path, entity))) {
      return;
    }
    ObjectNode variables = StepVariables.referring(path, entity);
    ObjectNode constant = JsonNodeFactory.instance.objectNode();
    CONSTANT.forEach(name -> constant.set(name, variables.remove(name)));
    repository.keep(path.runId(), constant, path.nextStepIndex(), variables);
  }
}
