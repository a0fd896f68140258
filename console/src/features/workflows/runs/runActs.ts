import type { RunStatus } from '@/client';

export type RunAct = 'pause' | 'resume' | 'retry' | 'cancel' | 'kill';

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
