package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.RunLauncher;
import dev.stitch.machine.DerivedId;
import dev.stitch.machine.PlanVersion;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FailureCode;
import dev.stitch.model.FlowKind;
import dev.stitch.model.StepException;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.VersionRepository;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code flow.start}: starts a run of a published system flow and does not wait for it. The run's
 * id is made of the call's, so that a call that is made again starts nothing again.
 */
@Singleton
final class FlowStartTool extends DescribedTool {

  private final Database database;
  private final FlowRepository flows;
  private final VersionRepository versions;
  private final RunLauncher runs;
  private final Launcher launcher;

  FlowStartTool(
      Database database,
      FlowRepository flows,
      VersionRepository versions,
      RunLauncher runs,
      Launcher launcher) {
    super(
        AgentTool.FLOW_START,
        "Starts a run of a published system flow, in its newest version, and answers the run's id at once.",
        """
        {"type": "object", "required": ["flowId"], "properties": {
          "flowId": {"type": "string"},
          "input": {"type": "object", "description": "What the flow sees as input."}}}
        """);
    this.database = database;
    this.flows = flows;
    this.versions = versions;
    this.runs = runs;
    this.launcher = launcher;
  }

  @Override
  public boolean outward(Set<AgentTool> allowed) {
    return true;
  }

  @Override
  String preview(JsonNode input) {
    String name =
        id(input.path("flowId").asText())
            .flatMap(flows::find)
            .map(Flow::name)
            .orElse("that there is not");
    return "It starts the flow \"%s\" (%s) with the input %s"
        .formatted(name, input.path("flowId").asText(), input.path("input").toPrettyString());
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) throws StepException {
    Flow flow =
        id(input.path("flowId").asText())
            .flatMap(flows::find)
            .filter(found -> found.kind() == FlowKind.SYSTEM)
            .orElseThrow(() -> refused("There is no system flow " + input.path("flowId")));
    if (flow.latestVersion() == null) {
      throw refused("The flow '" + flow.name() + "' was never published.");
    }
    String hash =
        versions
            .hash(flow.id(), flow.latestVersion())
            .orElseThrow(() -> refused("The flow '" + flow.name() + "' has no version."));
    PathArguments run =
        arguments(context, flow, new PlanVersion(flow.latestVersion(), hash), input);
    Launch launch = database.transaction(() -> runs.accept(run, context.runId()));
    launcher.start(launch);
    return Jsonb.object()
        .put("runId", run.runId().toString())
        .put("workflowId", launch.workflowId());
  }

  private static StepException refused(String why) {
    return new StepException(FailureCode.NOT_FOUND, why);
  }

  private static PathArguments arguments(
      ToolCallContext context, Flow flow, PlanVersion version, JsonNode input) {
    UUID runId = DerivedId.of(context.runId(), "flow", context.call().nodeId());
    return new PathArguments(
        runId,
        runId,
        null,
        flow.name(),
        flow.id(),
        version,
        input.path("input").isObject() ? input.path("input") : Jsonb.object(),
        Jsonb.object()
            .put("kind", "agent")
            .put("runId", context.runId().toString())
            .put("nodeId", context.call().nodeId()),
        "api",
        context.call().startedBy(),
        null,
        null,
        null,
        null,
        1,
        null,
        null,
        false,
        null,
        false,
        null,
        null,
        List.of());
  }
}
