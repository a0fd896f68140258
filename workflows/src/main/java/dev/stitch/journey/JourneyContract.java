package dev.stitch.journey;

import dev.stitch.model.RunFamily;
import dev.stitch.port.RunAttributes;
import dev.stitch.port.StartOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Optional;
import java.util.UUID;

/** Ids and start options of journeys: made here and nowhere else. */
public final class JourneyContract {

  private JourneyContract() {}

  public static String workflowId(UUID entityId) {
    return RunFamily.JOURNEY.workflowId(entityId);
  }

  /** The entity of a journey's workflow id; empty when it is not one of ours. */
  public static Optional<UUID> entityId(String workflowId) {
    try {
      return RunFamily.JOURNEY.key(workflowId).map(UUID::fromString);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  public static WorkflowOptions startOptions(JourneyArguments journey) {
    return StartOptions.of(
        RunFamily.JOURNEY,
        journey.entityId(),
        SearchAttributes.newBuilder()
            .set(RunAttributes.ENTITY, journey.entityId().toString())
            .set(RunAttributes.FLOW, journey.flowId().toString())
            .set(RunAttributes.CONTACT, journey.contactId().toString())
            .build());
  }
}
