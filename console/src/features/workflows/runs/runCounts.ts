import type { RunView } from '@/client';

export interface RunCounts {
  total: number;
  processed: number;
  success: number;
  skipped: number;
  errors: number;
}

/**
 * What a run has got through. A run that counts items says so itself; of one that walks a graph its
 * nodes are counted, where a single run was asked for.
 */
export function countsOf(run: RunView): RunCounts {
  const states = Object.values(run.nodeStates ?? {});
  if (run.totalItems > 0 || run.processedItems > 0 || states.length === 0) {
    return {
      total: run.totalItems,
      processed: run.processedItems,
      success: run.successItems,
      skipped: run.skippedItems,
      errors: run.errorItems,
    };
  }
  const count = (...statuses: string[]) =>
    states.filter((state) => statuses.includes(state.status)).length;
  return {
    total: states.length,
    processed: count('completed', 'failed', 'skipped', 'cancelled'),
    success: count('completed'),
    skipped: count('skipped', 'cancelled'),
    errors: count('failed'),
  };
}
