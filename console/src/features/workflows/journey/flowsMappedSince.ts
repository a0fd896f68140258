import type { EntityView, UxMapping } from '@/client';
import { ENDED } from '../journeys/ended';

/** What of a journey tells where it stands and what has run for it there. */
type Standing = Pick<EntityView, 'status' | 'currentNodeId' | 'enteredNodeAt' | 'runs'>;

/**
 * The flows that were mapped to the stage of a journey after it came there, and have not run since,
 * in their order. Those that were mapped before are the journey's own to start.
 */
export function flowsMappedSince(
  { status, currentNodeId, enteredNodeAt, runs = [] }: Standing,
  mappings: readonly UxMapping[],
): UxMapping[] {
  if (!currentNodeId || !enteredNodeAt || ENDED.includes(status)) {
    return [];
  }
  const entered = Date.parse(enteredNodeAt);
  const begun = new Set(
    runs?.filter(({ createdAt }) => Date.parse(createdAt) >= entered).map(({ flowId }) => flowId),
  );
  return mappings
    .filter(
      ({ uxNodeId, systemFlowId, createdAt }) =>
        uxNodeId === currentNodeId && Date.parse(createdAt) > entered && !begun.has(systemFlowId),
    )
    .sort((a, b) => a.position - b.position);
}
