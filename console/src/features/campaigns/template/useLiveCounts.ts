import { useQueries } from '@tanstack/react-query';
import { listEnrollmentsOptions } from '@/client/@tanstack/react-query.gen';
import type { LiveCounts } from './templateActs';

const LIVE = ['pending', 'active', 'paused'] as const;

/** How many enrollments of a template have not ended, as it is now; undefined until that is known. */
export function useLiveCounts(templateId: string): LiveCounts | undefined {
  return useQueries({
    queries: LIVE.map((status) => ({
      ...listEnrollmentsOptions({ path: { id: templateId }, query: { status, pageSize: 1 } }),
      staleTime: 0,
    })),
    combine: ([pending, active, paused]) =>
      pending?.data && active?.data && paused?.data
        ? { pending: pending.data.total, active: active.data.total, paused: paused.data.total }
        : undefined,
  });
}
