package dev.stitch.journey;

import dev.stitch.machine.JourneyState;
import dev.stitch.model.EntityStatus;
import dev.stitch.port.RunAttributes;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The search attributes of a journey that change: written once before it blocks, when changed. */
final class JourneyAttributes {

  private @Nullable String nodeId;
  private @Nullable EntityStatus status;

  void upsert(JourneyState state, EntityStatus now) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    if (!Objects.equals(nodeId, state.nodeId())) {
      nodeId = state.nodeId();
      updates.add(RunAttributes.NODE.valueSet(nodeId));
    }
    if (status != now) {
      status = now;
      updates.add(RunAttributes.STATUS.valueSet(now.name().toLowerCase(Locale.ROOT)));
    }
    if (!updates.isEmpty()) {
      Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
    }
  }
}
