import type { EntityView } from '@/client';
import { heldSteps } from './heldSteps';

export type JourneyAct = 'move' | 'advance' | 'pause' | 'resume' | 'retry' | 'skip' | 'cancel';

/** What can be done to a journey as it stands, the likeliest first. */
export function actsOf(entity: Pick<EntityView, 'status' | 'waitingOn'>): readonly JourneyAct[] {
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
