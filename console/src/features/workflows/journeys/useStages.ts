import { useQuery } from '@tanstack/react-query';
import { listFlowStagesOptions } from '@/client/@tanstack/react-query.gen';
import { humanize } from '@/shared/format/words';

export interface StageChoice {
  value: string;
  label: string;
  total: number;
}

/** The stages of a business flow along its spine, as choices; none while no flow is chosen. */
export function useStages(flowId: string | undefined) {
  const query = useQuery({
    ...listFlowStagesOptions({ path: { id: flowId ?? '' } }),
    enabled: flowId !== undefined,
  });
  const stages: StageChoice[] = (query.data?.data ?? []).map(({ uxNodeId, label, total }) => ({
    value: uxNodeId,
    label: label ?? humanize(uxNodeId),
    total,
  }));
  return { query, stages };
}

/** What people call a stage, which a newer version of the flow may not have any more. */
export function stageName(stages: readonly StageChoice[], uxNodeId: string | null | undefined) {
  if (!uxNodeId) {
    return '–';
  }
  return stages.find(({ value }) => value === uxNodeId)?.label ?? humanize(uxNodeId);
}
