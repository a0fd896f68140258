package dev.stitch.launch.act;

import dev.stitch.graph.Plans;
import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.StartFlowAct;
import dev.stitch.plan.Isolation;
import dev.stitch.store.flow.UxMappingRepository;
import dev.stitch.store.journey.EntityRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The system flows that are mapped to a stage as it is now, each in its newest version. */
@Singleton
public class MappedFlows {

  private final UxMappingRepository mappings;
  private final Plans plans;

  MappedFlows(UxMappingRepository mappings, Plans plans) {
    this.mappings = mappings;
    this.plans = plans;
  }

  /** Those of a stage, in the order in which they run. */
  public List<MappedFlow> at(UUID bmcFlowId, String uxNodeId) {
    return mappings.mapped(bmcFlowId, uxNodeId).stream().map(this::mapped).toList();
  }

  /**
   * The act that starts one of them for an entity that was at the stage before it was mapped.
   *
   * @throws Refusal when the flow is not mapped to where the entity stands, or was never published
   */
  public StartFlowAct startAct(EntityRow entity, String id, String actor, UUID systemFlowId) {
    String uxNodeId = entity.currentNodeId();
    if (uxNodeId == null) {
      throw Refusal.conflict("The journey has not begun: it starts all that is mapped then.");
    }
    MappedFlow flow =
        at(entity.flowId(), uxNodeId).stream()
            .filter(mapped -> mapped.systemFlowId().equals(systemFlowId))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "/systemFlowId",
                        "flow %s is not mapped to the stage '%s'"
                            .formatted(systemFlowId, uxNodeId)));
    if (flow.plan() == null) {
      throw Refusal.conflict(
          "Flow '" + flow.name() + "' was never published: publish it before it is started.");
    }
    return new StartFlowAct(id, actor, uxNodeId, flow);
  }

  private MappedFlow mapped(UxMappingRepository.Mapped flow) {
    PlanVersion plan = flow.version() == null ? null : new PlanVersion(flow.version(), flow.hash());
    return new MappedFlow(
        flow.systemFlowId(),
        flow.name(),
        plan,
        flow.position(),
        flow.input(),
        plan == null ? Isolation.CHILD : plans.path(plan.hash()).isolation());
  }
}
