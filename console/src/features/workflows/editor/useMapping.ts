import { useMutation, useQuery } from '@tanstack/react-query';
import { replaceUxMappings, type UxMapping } from '@/client';
import { listUxMappingsOptions } from '@/client/@tanstack/react-query.gen';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

export interface Mapping {
  all: readonly UxMapping[];
  /** The flows of a stage in their order. */
  of: (uxNodeId: string) => UxMapping[];
  /** Makes these the flows of a stage, in this order. */
  replace: (uxNodeId: string, systemFlowIds: string[]) => Promise<unknown>;
  /** Adds a flow to a stage; takes it off `from` when that is named. */
  map: (systemFlowId: string, uxNodeId: string, from?: string) => Promise<unknown>;
  isPending: boolean;
}

/**
 * Which system flows run at which stage. Mappings are not part of the draft: they count at once. As
 * the API only maps stages that it knows, the draft is saved first.
 */
export function useMapping(
  flowId: string,
  enabled: boolean,
  save: () => Promise<boolean>,
): Mapping {
  const refresh = useRefresh();
  const query = useQuery({
    ...listUxMappingsOptions({ path: { bmcFlowId: flowId } }),
    enabled,
  });
  const all = query.data?.data ?? [];
  const of = (uxNodeId: string) =>
    all.filter((mapping) => mapping.uxNodeId === uxNodeId).sort((a, b) => a.position - b.position);
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async (stages: [uxNodeId: string, systemFlowIds: string[]][]) => {
      if (!(await save())) {
        return;
      }
      for (const [uxNodeId, systemFlowIds] of stages) {
        await replaceUxMappings({
          path: { bmcFlowId: flowId, uxNodeId },
          body: { systemFlowIds },
          throwOnError: true,
        });
      }
      notifyDone('The mapping is changed; it counts at once.');
    },
    onSettled: () => refresh('listUxMappings'),
  });
  // A refusal is told by the client of all mutations.
  const change = (...stages: [string, string[]][]) => mutateAsync(stages).catch(() => undefined);
  const idsOf = (uxNodeId: string) => of(uxNodeId).map(({ systemFlowId }) => systemFlowId);
  return {
    all,
    of,
    isPending,
    replace: (uxNodeId, systemFlowIds) => change([uxNodeId, systemFlowIds]),
    map: async (systemFlowId, uxNodeId, from) => {
      const here = idsOf(uxNodeId);
      if (here.includes(systemFlowId)) {
        return;
      }
      const there: [string, string[]][] = from
        ? [[from, idsOf(from).filter((id) => id !== systemFlowId)]]
        : [];
      await change([uxNodeId, [...here, systemFlowId]], ...there);
    },
  };
}
