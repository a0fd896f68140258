import type { EntityView } from '@/client';
import { advance } from './acts/advance';
import { cancel } from './acts/cancel';
import type { JourneyActType } from './acts/JourneyActType';
import { migrate } from './acts/migrate';
import { move } from './acts/move';
import { pause } from './acts/pause';
import { resume } from './acts/resume';
import { retry } from './acts/retry';
import { skip } from './acts/skip';
import { startFlow } from './acts/startFlow';
import { heldSteps } from './heldSteps';

export const JOURNEY_ACTS = {
  move,
  advance,
  pause,
  resume,
  retry,
  skip,
  migrate,
  cancel,
  startFlow,
} satisfies Record<string, JourneyActType>;

export type JourneyAct = keyof typeof JOURNEY_ACTS;

/** What of a journey decides about what can be done to it. */
type Acted = Pick<EntityView, 'status' | 'waitingOn' | 'flowVersion'>;

/**
 * What can be done to a journey as it stands, the likeliest first.
 *
 * @param latestVersion the newest of its flow, as far as that is known
 */
export function actsOf(entity: Acted, latestVersion?: number | null): readonly JourneyAct[] {
  const acts = actsByStatus(entity);
  const isBehind = latestVersion != null && latestVersion > entity.flowVersion;
  return isBehind && acts.length > 0 ? [...acts.slice(0, -1), 'migrate', 'cancel'] : acts;
}

function actsByStatus(entity: Acted): readonly JourneyAct[] {
  switch (entity.status) {
    case 'active':
      return ['move', 'advance', 'pause', 'cancel'];
    case 'waiting':
      return heldSteps(entity).length > 0
        ? ['skip', 'move', 'advance', 'pause', 'cancel']
        : ['move', 'advance', 'pause', 'cancel'];
    case 'blocked':
      return ['retry', 'skip', 'move', 'advance', 'pause', 'cancel'];
    case 'paused':
      return ['resume', 'move', 'cancel'];
    case 'completed':
    case 'exited':
    case 'cancelled':
      return [];
  }
}
