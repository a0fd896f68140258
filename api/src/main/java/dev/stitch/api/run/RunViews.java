package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.graph.Plans;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.run.RunPeople;
import dev.stitch.store.run.RunQuery;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepQuery;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.WorkflowType;
import dev.stitch.store.workspace.RunGitRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads runs as clients see them. */
@Singleton
public class RunViews {

  /** Runs that an entity is answered with; the others are in the list of runs. */
  private static final PageRequest NEWEST = new PageRequest(1, 50, null, null);

  private final RunRepository runs;
  private final RunPeople people;
  private final AgentRunRepository agents;
  private final RunGitRepository git;
  private final TemporalUi temporal;
  private final Plans plans;
  private final Clock clock = Clock.systemUTC();

  RunViews(
      RunRepository runs,
      RunPeople people,
      AgentRunRepository agents,
      RunGitRepository git,
      TemporalUi temporal,
      Plans plans) {
    this.runs = runs;
    this.people = people;
    this.agents = agents;
    this.git = git;
    this.temporal = temporal;
    this.plans = plans;
  }

  /**
   * One run with its steps.
   *
   * @throws ApiProblem 404 when there is none
   */
  public RunView get(UUID id) {
    return view(row(id), runs.steps(id));
  }

  /**
   * One run as it stands, without its steps: those of a run that works off many items are too many
   * to be read each time that it gets on.
   *
   * @throws ApiProblem 404 when there is none
   */
  RunView withoutSteps(UUID id) {
    return view(row(id), null);
  }

  /**
   * Some of the steps of a run.
   *
   * @throws ApiProblem 404 when there is no such run
   */
  Page<StepRow> steps(StepQuery query, PageRequest request) {
    require(query.runId());
    Page<StepRow> page = runs.steps(query, request);
    return new Page<>(StepOutputs.linked(query.runId(), page.data()), page.total());
  }

  /** Refuses the id of a run that there is not, with 404. */
  public void require(UUID id) {
    row(id);
  }

  /** The row of a run, or 404. */
  RunRow row(UUID id) {
    return runs.find(id).orElseThrow(() -> ApiProblem.notFound("run", id));
  }

  Page<RunView> list(RunQuery query, PageRequest request) {
    Page<RunRow> page = runs.list(query, request);
    Map<UUID, RunPeople.Involved> involved =
        people.of(page.data().stream().map(RunRow::id).toList());
    return page.map(
        row ->
            RunView.of(
                row,
                involved.getOrDefault(row.id(), RunPeople.NOBODY),
                row.outcome().result(),
                temporalUrl(row),
                clock.instant(),
                agent(row),
                git(row),
                null,
                null));
  }

  /** The newest runs of an entity. */
  public List<RunView> ofEntity(UUID entityId) {
    return list(RunQuery.ofEntity(entityId), NEWEST).data();
  }

  private RunView view(RunRow row, @Nullable List<StepRow> steps) {
    JsonNode nodeStates =
        row.planHash() == null ? row.nodeStates() : NodeStates.of(row, plans.path(row.planHash()));
    return RunView.of(
        row,
        people.of(List.of(row.id())).getOrDefault(row.id(), RunPeople.NOBODY),
        StepOutputs.linkedResult(
            row.id(), row.outcome().result(), steps == null ? List.of() : steps),
        temporalUrl(row),
        clock.instant(),
        agent(row),
        git(row),
        nodeStates,
        steps == null ? null : StepOutputs.linked(row.id(), steps));
  }

  private @Nullable AgentFields agent(RunRow row) {
    return row.workflowType() == WorkflowType.AGENT
        ? agents.view(row.id()).map(AgentFields::of).orElse(null)
        : null;
  }

  private @Nullable GitFields git(RunRow row) {
    Optional<GitFields> found =
        row.owners().workspaceId() == null
            ? Optional.empty()
            : git.find(row.id()).map(GitFields::of);
    return found.orElse(row.workflowType() == WorkflowType.AGENT ? GitFields.NONE : null);
  }

  /**
   * What a run has changed in its workspace, file by file; nothing where it has none.
   *
   * @throws ApiProblem 404 when there is no such run
   */
  RunDiff diff(UUID id) {
    require(id);
    return git.find(id).map(it -> RunDiff.of(it, git.patches(id))).orElse(RunDiff.NONE);
  }

  private @Nullable String temporalUrl(RunRow row) {
    return temporal.url(row.temporalWorkflowId());
  }
}
