import { useQuery } from '@tanstack/react-query';
import { listBudgetsOptions } from '@/client/@tanstack/react-query.gen';

/** A run's own budget; undefined while it is not known, and for a run that has none. */
export function useRunBudget(runId: string) {
  return useQuery(listBudgetsOptions({ query: { scope: 'run', id: runId } })).data?.data[0];
}
