import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Stage } from '@/client';
import { listFlowStagesOptions } from '@/client/@tanstack/react-query.gen';
import { humanize } from '@/shared/format/words';
import { liveIn } from './ended';

export interface StageChoice {
  value: string;
  label: string;
  /** How many stand in it. */
  live: number;
}

/** The stages of a business flow along its spine, as choices; none while no flow is chosen. */
export function useStages(flowId: string | undefined) {
  const query = useQuery({
    ...listFlowStagesOptions({ path: { id: flowId ?? '' } }),
    enabled: flowId !== undefined,
  });
  const stages = useMemo(() => choicesOf(query.data?.data ?? []), [query.data]);
  return { query, stages };
}

export function choicesOf(stages: readonly Stage[]): StageChoice[] {
  return stages.map((stage) => ({
    value: stage.uxNodeId,
    label: stage.label ?? humanize(stage.uxNodeId),
    live: liveIn(stage),
  }));
}

/** What people call a stage, which a newer version of the flow may not have any more. */
export function stageName(stages: readonly StageChoice[], uxNodeId: string | null | undefined) {
  if (!uxNodeId) {
    return 'About to begin';
  }
  return stages.find(({ value }) => value === uxNodeId)?.label ?? humanize(uxNodeId);
}
