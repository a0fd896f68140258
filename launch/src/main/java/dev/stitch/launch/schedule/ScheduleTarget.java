package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.Launch;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.schedule.ScheduleKind;
import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What schedules of some kinds start: the bodies of a route, checked and accepted by the route's
 * own code. A bean for each route; adding one touches nothing else.
 */
public interface ScheduleTarget {

  /** The kinds that this one starts; no other does. */
  Set<ScheduleKind> kinds();

  /**
   * Checks a target as its route would, and changes nothing that anybody sees. Takes part in the
   * surrounding transaction.
   *
   * @throws dev.stitch.launch.request.Refusal with pointers into the target
   */
  void check(ScheduleKind kind, ObjectNode target);

  /**
   * Writes down what is to run, in the surrounding transaction.
   *
   * @throws dev.stitch.launch.request.Refusal as {@link #check}
   */
  Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin);

  /**
   * What was written down.
   *
   * @param runId the run, null when there is only an operation
   * @param bulkOperationId the operation that begins many, or null
   * @param launch how to start it once the rows are committed; empty when nothing begins
   */
  record Started(@Nullable UUID runId, @Nullable UUID bulkOperationId, Optional<Launch> launch) {}
}
