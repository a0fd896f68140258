package dev.stitch.simulation;

import dev.stitch.machine.MappedFlow;
import java.util.List;
import java.util.UUID;

/** Which system flows are mapped to the nodes of business flows, as it is when it is asked. */
@FunctionalInterface
public interface Mappings {

  /** The flows of a UX node by position; empty when there are none. */
  List<MappedFlow> of(UUID flowId, String uxNodeId);
}
