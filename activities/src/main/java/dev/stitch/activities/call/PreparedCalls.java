package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.PlanVersion;
import dev.stitch.model.FailureCode;
import dev.stitch.model.FlowKind;
import dev.stitch.model.StepException;
import dev.stitch.path.PathContract;
import dev.stitch.plan.OnError;
import dev.stitch.step.StepContext;
import dev.stitch.step.Wait;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.VersionRepository;
import dev.stitch.store.run.StepOutputRepository;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * What a step will call, kept in the database until it is started: the inputs of thousands of items
 * have no place in a workflow's history.
 */
@Singleton
public class PreparedCalls {

  private static final String INPUTS = "inputs";

  private final FlowRepository flows;
  private final VersionRepository versions;
  private final StepOutputRepository kept;

  PreparedCalls(FlowRepository flows, VersionRepository versions, StepOutputRepository kept) {
    this.flows = flows;
    this.versions = versions;
    this.kept = kept;
  }

  /**
   * A call.
   *
   * @param version the version that was the newest when the step began
   * @param concurrency 0 for a single run, else how many may be under way at once
   * @param stopAtFailure whether no further item begins once one has failed
   * @param failWithAny whether the step fails when an item has
   */
  public record Prepared(
      UUID flowId,
      String name,
      PlanVersion version,
      int total,
      int concurrency,
      boolean stopAtFailure,
      boolean failWithAny) {}

  Wait.Called one(StepContext context, UUID flowId, JsonNode input) throws StepException {
    UUID callId = CallStep.callId(context);
    prepare(context, callId, flowId, JsonNodeFactory.instance.arrayNode().add(input), 0);
    return new Wait.Called(callId, PathContract.runWorkflowId(callId));
  }

  Wait.Called many(StepContext context, UUID flowId, ArrayNode inputs, int concurrency)
      throws StepException {
    UUID callId = CallStep.callId(context);
    prepare(context, callId, flowId, inputs, concurrency);
    return new Wait.Called(callId, PathContract.eachWorkflowId(callId));
  }

  private void prepare(
      StepContext context, UUID callId, UUID flowId, ArrayNode inputs, int concurrency)
      throws StepException {
    Flow flow =
        flows
            .find(flowId)
            .filter(found -> found.kind() == FlowKind.SYSTEM)
            .orElseThrow(() -> gone("there is no system flow " + flowId));
    if (flow.latestVersion() == null) {
      throw gone("flow '" + flow.name() + "' was never published");
    }
    String hash =
        versions
            .hash(flowId, flow.latestVersion())
            .orElseThrow(() -> gone("flow '" + flow.name() + "' has lost its newest version"));
    OnError onError = context.step().onError();
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("flowId", flowId.toString())
        .put("name", flow.name())
        .put("version", flow.latestVersion())
        .put("hash", hash)
        .put("concurrency", concurrency)
        .put("stopAtFailure", onError == OnError.FAIL)
        .put("failWithAny", onError != OnError.CONTINUE);
    call.set(INPUTS, inputs);
    kept.keep(callId, context.step().id(), context.execution(), call);
  }

  private static StepException gone(String message) {
    return new StepException(FailureCode.NOT_FOUND, message);
  }

  /** What was prepared, without its inputs. */
  Prepared find(UUID callId, String nodeId, int execution) {
    JsonNode call =
        kept.read(callId, nodeId, execution)
            .orElseThrow(() -> new IllegalStateException("call " + callId + " was never prepared"));
    return new Prepared(
        UUID.fromString(call.path("flowId").asText()),
        call.path("name").asText(),
        new PlanVersion(call.path("version").asInt(), call.path("hash").asText()),
        call.path(INPUTS).size(),
        call.path("concurrency").asInt(),
        call.path("stopAtFailure").asBoolean(),
        call.path("failWithAny").asBoolean());
  }

  List<JsonNode> inputs(UUID callId, String nodeId, int execution, int from, int count) {
    return kept.elements(callId, nodeId, execution, INPUTS, from, count);
  }
}
