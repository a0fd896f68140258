package dev.stitch.api.entity;

import dev.stitch.api.flow.Stages;
import dev.stitch.store.page.Page;
import java.util.List;

/**
 * A page of a flow's entities together with where all of them stand, so that a view which shows
 * both asks once, and the two never contradict each other for long.
 *
 * @param total entities of the flow under the filters
 * @param stages where the flow's entities stand, whatever the filters; none for a system flow
 */
record FlowEntities(List<EntityView> data, long total, List<Stages.Stage> stages) {

  FlowEntities {
    data = List.copyOf(data);
    stages = List.copyOf(stages);
  }

  static FlowEntities of(Page<EntityView> page, List<Stages.Stage> stages) {
    return new FlowEntities(page.data(), page.total(), stages);
  }
}
