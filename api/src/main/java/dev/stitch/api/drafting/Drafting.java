package dev.stitch.api.drafting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.agent.AgentRunAccepted;
import dev.stitch.api.agent.AgentRuns;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Flows;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import dev.stitch.launch.agent.AgentRunRequest;
import dev.stitch.launch.agent.AgentTexts;
import dev.stitch.launch.request.SavedMails;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.AgentTool;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has models propose graphs, and tells what they have proposed. */
@Singleton
class Drafting {

  /** By which runs are compared: what drafting costs, and how often something comes of it. */
  static final String AGENT_TYPE = "flow-drafting";

  private static final String FLOW_ID = "flowId";
  private static final int MOST_DESCRIPTION = 10_000;
  private static final int MOST_TURNS = 20;
  private static final BigDecimal BUDGET = BigDecimal.ONE;

  private final Flows flows;
  private final AgentRuns agents;
  private final AgentRunRepository agentRuns;
  private final RunRepository runs;
  private final SavedMails savedMails;

  Drafting(
      Flows flows,
      AgentRuns agents,
      AgentRunRepository agentRuns,
      RunRepository runs,
      SavedMails savedMails) {
    this.flows = flows;
    this.agents = agents;
    this.agentRuns = agentRuns;
    this.runs = runs;
    this.savedMails = savedMails;
  }

  /** Begins a run that proposes a graph; takes part in the surrounding transaction. */
  Accepted<AgentRunAccepted> propose(UUID flowId, ProposalRequest request, Caller caller) {
    Flow flow = flows.get(flowId);
    String description = Texts.trimmed(request.description());
    if (description == null) {
      throw ApiProblem.invalid("/description", "is required: say what the flow is to do");
    }
    if (description.length() > MOST_DESCRIPTION) {
      throw ApiProblem.invalid(
          "/description", "must be at most " + MOST_DESCRIPTION + " characters");
    }
    String task = DraftingPrompt.task(flow, description);
    if (task.length() > AgentTexts.MAX_TEXT) {
      throw ApiProblem.conflict(
          "The draft is too large to be given to a model; let it write a part as a flow of its own.");
    }
    return agents.accept(
        new AgentRunRequest(
            task,
            "Draft of " + Texts.shortened(flow.name()),
            AGENT_TYPE,
            request.model(),
            null,
            DraftingPrompt.system(flow.kind()),
            List.of(AgentTool.FLOW_STEPS.word(), AgentTool.FLOW_CHECK.word()),
            request.script(),
            MOST_TURNS,
            null,
            request.budgetUsd() == null ? BUDGET : request.budgetUsd(),
            AgentApproval.OUTWARD,
            request.connection(),
            null,
            null,
            null,
            null,
            Jsonb.object().put(FLOW_ID, flowId.toString())),
        caller);
  }

  /**
   * What a run has proposed so far: the last graph that was valid, else the last one.
   *
   * @throws ApiProblem 404 when the run is none that drafts this flow
   */
  Proposal proposal(UUID flowId, UUID runId) {
    Flow flow = flows.get(flowId);
    RunRow run =
        runs.find(runId)
            .filter(row -> isOf(flowId, runId))
            .orElseThrow(() -> ApiProblem.notFound("proposal", runId));
    JsonNode graph =
        agentRuns
            .bestInput(runId, AgentTool.FLOW_CHECK.word(), "valid")
            .map(input -> input.path("graph"))
            .filter(ObjectNode.class::isInstance)
            .orElse(null);
    Optional<Findings> findings = Optional.ofNullable(graph).map(found -> findings(flow, found));
    return new Proposal(
        runId,
        run.owners().sessionId(),
        run.status(),
        graph,
        findings.map(Findings::valid).orElse(false),
        findings.map(Findings::errors).orElse(List.of()),
        findings.map(Findings::warnings).orElse(List.of()),
        failure(run, graph),
        run.usage().costUsd());
  }

  private boolean isOf(UUID flowId, UUID runId) {
    return agentRuns
        .view(runId)
        .map(AgentRunRepository.View::details)
        .filter(details -> AGENT_TYPE.equals(details.agentType()))
        .filter(details -> details.metadata().path(FLOW_ID).asText().equals(flowId.toString()))
        .isPresent();
  }

  private record Findings(List<GraphProblem> errors, List<GraphProblem> warnings) {
    boolean valid() {
      return errors.isEmpty();
    }
  }

  private Findings findings(Flow flow, JsonNode graph) {
    SavedMails.OfGraph resolved = savedMails.resolve(graph);
    Validation validation = Graphs.validate(flow.kind(), resolved.graph(), flow.inputSchema());
    return new Findings(resolved.errors(validation), resolved.warnings(validation));
  }

  private static @Nullable String failure(RunRow run, @Nullable JsonNode graph) {
    if (run.status() == RunStatus.COMPLETED) {
      return graph == null ? "The model has proposed no graph." : null;
    }
    if (!run.status().isFinal()) {
      return null;
    }
    String message = run.outcome().errors().path(0).path("message").asText();
    return message.isEmpty() ? "The run was " + run.status().word() + "." : message;
  }
}
