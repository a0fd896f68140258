package dev.stitch.store.run;

import dev.stitch.model.RunStatus;
import dev.stitch.store.page.Days;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which runs a list shows; null means all.
 *
 * @param topLevel true for runs that no other run has started, false for the others
 * @param ofJourneys true for runs that a journey has started, false for the others
 */
public record RunQuery(
    @Nullable RunStatus status,
    @Nullable WorkflowType workflowType,
    @Nullable TriggerKind triggerKind,
    @Nullable UUID flowId,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    @Nullable UUID parentRunId,
    @Nullable UUID retryOf,
    @Nullable UUID templateId,
    @Nullable UUID sessionId,
    @Nullable UUID workspaceId,
    @Nullable UUID platformAccountId,
    @Nullable Boolean topLevel,
    @Nullable Boolean ofJourneys,
    Days created,
    OfAgent agent,
    InGit git) {

  /**
   * Which runs of agents a list shows; with both null it shows all runs.
   *
   * @param workflowName what they are called, letter by letter
   */
  public record OfAgent(@Nullable String workflowName, @Nullable String agentType) {
    static final OfAgent ANY = new OfAgent(null, null);

    /** Named so that they are counted by an index of agents' runs only. */
    private static String having(String column) {
      return "workflow_type = 'agent' AND id IN (SELECT run_id FROM run_agent_details WHERE %s = ?)"
          .formatted(column);
    }
  }

  /**
   * In which repository the runs of a list have worked; with both null it shows all runs.
   *
   * @param repo its URL, letter by letter
   */
  public record InGit(@Nullable String repo, @Nullable String branch) {
    static final InGit ANY = new InGit(null, null);
  }

  /**
   * As conditions on the table {@code workflow_runs}.
   *
   * @param text part of the name, or null
   */
  public Filter conditions(@Nullable String text) {
    Filter filter =
        new Filter()
            .and("status = ?", status)
            .and("workflow_type = ?", workflowType)
            .and("trigger_kind = ?", triggerKind)
            .and("flow_id = ?", flowId)
            .and("entity_id = ?", entityId)
            .and("ux_node_id = ?", uxNodeId)
            .and("parent_run_id = ?", parentRunId)
            .and("retry_of = ?", retryOf)
            .and("template_id = ?", templateId)
            .and("session_id = ?", sessionId)
            .and("workspace_id = ?", workspaceId)
            .and("platform_account_id = ?", platformAccountId)
            .and(OfAgent.having("workflow_name"), agent.workflowName())
            .and(OfAgent.having("agent_type"), agent.agentType())
            .and("id IN (SELECT run_id FROM run_git_details WHERE repo_url = ?)", git.repo())
            .and("id IN (SELECT run_id FROM run_git_details WHERE branch = ?)", git.branch())
            .containing(text, "name");
    if (topLevel != null) {
      filter.and(topLevel ? "parent_run_id IS NULL" : "parent_run_id IS NOT NULL");
    }
    if (ofJourneys != null) {
      filter.and(ofJourneys ? "trigger_kind = 'journey'" : "trigger_kind <> 'journey'");
    }
    return created.limit(filter, "created_at");
  }

  /** The runs of one entity. */
  public static RunQuery ofEntity(UUID entityId) {
    return new RunQuery(
        null,
        null,
        null,
        null,
        entityId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Days.ALL,
        OfAgent.ANY,
        InGit.ANY);
  }

  /** The runs that retry one. */
  public static RunQuery retriesOf(UUID runId) {
    return new RunQuery(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        runId,
        null,
        null,
        null,
        null,
        null,
        null,
        Days.ALL,
        OfAgent.ANY,
        InGit.ANY);
  }
}
