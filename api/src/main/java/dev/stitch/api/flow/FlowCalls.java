package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.model.FlowKind;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.VersionRepository;
import dev.stitch.store.page.Page;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks that what a flow calls can be called, stays, and does not come back to it. */
@Singleton
class FlowCalls {

  private final FlowRepository flows;
  private final VersionRepository versions;

  FlowCalls(FlowRepository flows, VersionRepository versions) {
    this.flows = flows;
    this.versions = versions;
  }

  /** A step that calls a flow. */
  private record Call(String nodeId, String flowId) {}

  /**
   * What is wrong with the calls of a draft that is about to be published. Until the transaction
   * ends nobody else publishes a flow that calls others: two flows could not see that each of them
   * has just begun to call the other.
   */
  List<GraphProblem> problems(Flow flow) {
    List<Call> calls = calls(flow.draft());
    List<GraphProblem> problems = new ArrayList<>();
    if (!calls.isEmpty()) {
      flows.lockCalls();
    }
    for (Call call : calls) {
      problem(flow, call)
          .ifPresent(
              message ->
                  problems.add(new GraphProblem(call.nodeId(), null, "data.flowId", message)));
    }
    return problems;
  }

  /** Flows that call this one by now; until the transaction ends no other begins to. */
  Page<String> callers(UUID flowId, int limit) {
    flows.lockCalls();
    return flows.callers(flowId, limit);
  }

  private Optional<String> problem(Flow flow, Call call) {
    Optional<Flow> called = find(call.flowId());
    if (called.isEmpty()) {
      return Optional.of("there is no flow '" + call.flowId() + "'; choose a system flow");
    }
    String name = called.get().name();
    if (called.get().kind() != FlowKind.SYSTEM) {
      return Optional.of("flow '" + name + "' is a business flow; choose a system flow");
    }
    if (called.get().id().equals(flow.id())) {
      return Optional.of("the flow calls itself; choose another one");
    }
    if (called.get().latestVersion() == null) {
      return Optional.of("flow '" + name + "' was never published; publish it first");
    }
    return comesBack(called.get(), flow.id())
        ? Optional.of("flow '" + name + "' calls this flow in its turn; one of them must not")
        : Optional.empty();
  }

  private boolean comesBack(Flow from, UUID to) {
    Set<UUID> seen = new HashSet<>(Set.of(from.id()));
    Deque<Flow> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (Call call :
          newest(open.pop()).map(FlowVersion::graph).map(this::calls).orElse(List.of())) {
        Optional<Flow> next = find(call.flowId());
        if (next.isPresent() && next.get().id().equals(to)) {
          return true;
        }
        next.filter(flow -> seen.add(flow.id())).ifPresent(open::push);
      }
    }
    return false;
  }

  private Optional<FlowVersion> newest(Flow flow) {
    return Optional.ofNullable(flow.latestVersion())
        .flatMap(version -> versions.find(flow.id(), version));
  }

  private Optional<Flow> find(String flowId) {
    try {
      return flows.find(UUID.fromString(flowId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Call> calls(JsonNode graph) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode node : graph.path("nodes")) {
      if (StepTypes.find(node.path("type").asText()).filter(StepType::callsFlow).isPresent()) {
        calls.add(new Call(node.path("id").asText(), node.path("data").path("flowId").asText()));
      }
    }
    return calls;
  }
}
