import { useQuery } from '@tanstack/react-query';
import { listFlowStagesOptions, listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { humanize } from '@/shared/format/words';

/** Business flows and the stages of one of them, to choose where journeys begin. */
export function useStageChoice(flowId: string | null) {
  const flows = useQuery(listFlowsOptions({ query: { kind: 'bmc', sort: 'name', pageSize: 200 } }));
  const stages = useQuery({
    ...listFlowStagesOptions({ path: { id: flowId ?? '' } }),
    enabled: flowId !== null,
  });
  return {
    flows: (flows.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    stages: (stages.data?.data ?? []).map(({ uxNodeId, label }) => ({
      value: uxNodeId,
      label: label ?? humanize(uxNodeId),
    })),
  };
}
