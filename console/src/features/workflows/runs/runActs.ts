import type { RunStatus, RunView, StepRow } from '@/client';

export type RunAct = 'pause' | 'resume' | 'skip' | 'retry' | 'cancel' | 'kill';

/** What can be done to a run in a state, in the order that it is offered. */
export function actsOf(status: RunStatus): readonly RunAct[] {
  switch (status) {
    case 'pending':
      return ['cancel', 'kill'];
    case 'running':
      return ['pause', 'cancel', 'kill'];
    case 'paused':
      return ['resume', 'cancel', 'kill'];
    case 'failed':
    case 'cancelled':
    case 'killed':
      return ['retry'];
    case 'completed':
      return [];
  }
}

/** What can be done to a run whose steps are known: it can also go past one that waits. */
export function actsOfWhole(run: RunView): readonly RunAct[] {
  const acts = actsOf(run.status);
  return run.status === 'running' && waitingStep(run) ? ['skip', ...acts] : acts;
}

/** The step that a run waits at, when it waits. */
export function waitingStep(run: RunView): StepRow | undefined {
  return run.steps?.find(({ status }) => status === 'waiting');
}

/** Whether a step can be run again with what follows: in direct runs that have ended. */
export function stepsAgain(run: RunView, step: StepRow): boolean {
  const isDirect = run.flowId !== null && !run.parentRunId && run.triggerKind !== 'journey';
  return (
    isDirect && Boolean(run.completedAt) && Boolean(step.nodeId) && run.workflowType === 'flow'
  );
}
