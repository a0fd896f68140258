import type { RunView } from '@/client';

/** How far a run is, from 0 to 1; undefined while it does not know how much there is. */
export function progressOf(run: RunView): number | undefined {
  return run.totalItems > 0 ? Math.min(1, run.processedItems / run.totalItems) : undefined;
}
