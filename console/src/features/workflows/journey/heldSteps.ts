import type { EntityView } from '@/client';

/** A step of a run that holds a journey. */
export interface HeldStep {
  runId: string;
  nodeId: string;
}

/** The steps that hold a journey; a stage that waits by itself is none. */
export function heldSteps({ waitingOn }: Pick<EntityView, 'waitingOn'>): HeldStep[] {
  return waitingOn.flatMap(({ runId, nodeId }) => (runId && nodeId ? [{ runId, nodeId }] : []));
}

/** The steps that have failed, about which somebody is to decide. */
export function failedSteps({
  status,
  waitingOn,
}: Pick<EntityView, 'status' | 'waitingOn'>): HeldStep[] {
  return status === 'blocked'
    ? heldSteps({ waitingOn: waitingOn.filter(({ kind }) => kind === 'person') })
    : [];
}
