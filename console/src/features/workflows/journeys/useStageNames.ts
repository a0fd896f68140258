import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listFlowStages } from '@/client';
import { choicesOf, stageName } from './useStages';

/** Milliseconds that names are taken as they were read: only publishing changes them. */
const KEPT = 5 * 60_000;

/** What people call a stage of one of the flows. */
export type StageNames = (
  flowId: string | null | undefined,
  uxNodeId: string | null | undefined,
) => string;

/**
 * The names of the stages of flows, for lists that show several flows at once. Unlike the counts of
 * `useStages` they do not change as people move, so no live event reads them again.
 */
export function useStageNames(flowIds: readonly (string | null | undefined)[]): StageNames {
  const distinct = [...new Set(flowIds)].filter((id) => typeof id === 'string').sort();
  const flows = useQueries({
    queries: distinct.map((id) => ({
      queryKey: [{ _id: 'stageNames', path: { id } }],
      queryFn: async () => {
        const { data } = await listFlowStages({ path: { id }, throwOnError: true });
        return { id, stages: choicesOf(data.data) };
      },
      staleTime: KEPT,
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const known = new Map(flows.map((flow) => [flow?.id, flow?.stages]));
    return (flowId, uxNodeId) => stageName(known.get(flowId ?? undefined) ?? [], uxNodeId);
  }, [flows]);
}
