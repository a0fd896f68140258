package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.DirectRuns;
import dev.stitch.launch.request.FlowSeedings;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.request.RunRequest;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Jsonb;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Runs a system flow, or seeds a business flow: {@code flowId} and the body of the run route. */
@Singleton
final class FlowTarget implements ScheduleTarget {

  private static final String FLOW_ID = "flowId";

  private final FlowRepository flows;
  private final DirectRuns direct;
  private final FlowSeedings seedings;

  FlowTarget(FlowRepository flows, DirectRuns direct, FlowSeedings seedings) {
    this.flows = flows;
    this.direct = direct;
    this.seedings = seedings;
  }

  @Override
  public Set<ScheduleKind> kinds() {
    return Set.of(ScheduleKind.FLOW);
  }

  @Override
  public void check(ScheduleKind kind, ObjectNode target) {
    Flow flow = flow(target);
    RunRequest request = request(target);
    if (flow.kind() == FlowKind.SYSTEM) {
      direct.checked(flow, request, new RunOrigin("", TriggerKind.SCHEDULED, Jsonb.object()));
    } else {
      seedings.checked(flow, request);
    }
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    Flow flow = flow(target);
    RunRequest request = request(target);
    if (flow.kind() == FlowKind.SYSTEM) {
      AcceptedRun run = direct.accept(flow, request, origin);
      return new Started(run.runId(), null, Optional.of(run.launch()));
    }
    FlowSeedings.AcceptedSeeding seeding = seedings.accept(flow, request, origin);
    return new Started(null, seeding.operationId(), seeding.launch());
  }

  private Flow flow(ObjectNode target) {
    UUID id = new TargetBody(target).id(FLOW_ID);
    return flows
        .find(id)
        .orElseThrow(() -> Refusal.invalid("/" + FLOW_ID, "there is no flow " + id));
  }

  private static RunRequest request(ObjectNode target) {
    RunRequest request = new TargetBody(target).body(RunRequest.class, Set.of(FLOW_ID));
    if (request.dryRun() != null) {
      throw Refusal.invalid("/dryRun", "a schedule runs for real; leave it out");
    }
    return request;
  }
}
