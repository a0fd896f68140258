package dev.stitch.launch.request;

import dev.stitch.store.journey.EntityQuery;

/** Lists of entities by their stays at stages: of one flow, since those of all take too long. */
public final class StaysOfFlow {

  private StaysOfFlow() {}

  /**
   * The query, when it asks of stays only within a flow.
   *
   * @throws Refusal 422 naming what it asks of the stays of every flow
   */
  public static EntityQuery require(EntityQuery query) {
    if (query.flowId() == null && query.stay() != null) {
      query
          .stay()
          .asked()
          .ifPresent(
              field -> {
                throw Refusal.invalid("/" + field, "is asked of one flow: give flowId, too");
              });
    }
    return query;
  }
}
