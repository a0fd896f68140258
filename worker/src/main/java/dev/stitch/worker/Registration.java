package dev.stitch.worker;

import dev.stitch.activities.readmodel.PatientPlans;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.AgentActivities;
import dev.stitch.port.AgentFlushActivities;
import dev.stitch.port.BatchActivities;
import dev.stitch.port.BulkActivities;
import dev.stitch.port.CallActivities;
import dev.stitch.port.ConnectionActivities;
import dev.stitch.port.FlushActivities;
import dev.stitch.port.MailActivities;
import dev.stitch.port.PlanPort;
import dev.stitch.port.ScheduleActivities;
import dev.stitch.port.StepActivities;
import io.micronaut.context.annotation.Requires;
import io.temporal.worker.Worker;
import jakarta.inject.Singleton;

/** What runs on which task queue: all of it is written here. */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
public class Registration {

  private final WorkflowTypes workflows;
  private final PlanLookup plans;
  private final FlushActivities flushes;
  private final StepActivities steps;
  private final BulkActivities bulk;
  private final CallActivities calls;
  private final ConnectionActivities connections;
  private final MailActivities mails;
  private final BatchActivities batches;
  private final ScheduleActivities schedules;
  private final AgentActivities agents;
  private final AgentFlushActivities agentFlushes;

  Registration(
      WorkflowTypes workflows,
      PlanLookup plans,
      FlushActivities flushes,
      StepActivities steps,
      BulkActivities bulk,
      CallActivities calls,
      ConnectionActivities connections,
      MailActivities mails,
      BatchActivities batches,
      ScheduleActivities schedules,
      AgentActivities agents,
      AgentFlushActivities agentFlushes) {
    this.workflows = workflows;
    this.plans = plans;
    this.flushes = flushes;
    this.steps = steps;
    this.bulk = bulk;
    this.calls = calls;
    this.connections = connections;
    this.mails = mails;
    this.batches = batches;
    this.schedules = schedules;
    this.agents = agents;
    this.agentFlushes = agentFlushes;
  }

  /** Gives a worker what its queue needs. */
  void register(Worker worker) {
    switch (worker.getTaskQueue()) {
      case TaskQueues.JOURNEYS -> {
        PlanPort.install(new PatientPlans(plans));
        worker.registerWorkflowImplementationTypes(workflows.implementations());
        worker.registerActivitiesImplementations(
            flushes, steps, bulk, calls, schedules, agents, agentFlushes);
      }
      case TaskQueues.EFFECTS ->
          worker.registerActivitiesImplementations(steps, connections, mails, batches, agents);
      case TaskQueues.LLM -> worker.registerActivitiesImplementations(steps, agents);
      case TaskQueues.AGENTS -> worker.registerActivitiesImplementations(steps, agents);
      case String queue when TaskQueues.isOfWorkspaces(queue) ->
          worker.registerActivitiesImplementations(steps, agents);
      default -> throw new IllegalArgumentException("unknown queue " + worker.getTaskQueue());
    }
  }
}
