import type { EntityStatus, Stage } from '@/client';

/** The states in which a journey has ended. */
export const ENDED: readonly EntityStatus[] = ['completed', 'exited', 'cancelled'];

/** How many of those that came to a stage are still on their journey. */
export function liveIn({ counts, total }: Pick<Stage, 'counts' | 'total'>): number {
  return ENDED.reduce((live, status) => live - (counts[status] ?? 0), total);
}
