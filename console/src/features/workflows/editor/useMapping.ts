import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replaceUxMappings, type Stage, type UxMapping } from '@/client';
import { listUxMappingsOptions } from '@/client/@tanstack/react-query.gen';
import { notifyDone } from '@/shared/feedback/notify';
import { formatCount } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { liveIn } from '../journeys/ended';

export interface Mapping {
  all: readonly UxMapping[];
  /** Whether `all` is known yet. */
  isKnown: boolean;
  /** How many stand at a stage. */
  standing: (uxNodeId: string) => number;
  /** The flows of a stage in their order. */
  of: (uxNodeId: string) => UxMapping[];
  /** Makes these the flows of a stage, in this order. */
  replace: (uxNodeId: string, systemFlowIds: string[]) => Promise<unknown>;
  /** Adds a flow to a stage; takes it off `from` when that is named. */
  map: (systemFlowId: string, uxNodeId: string, from?: string) => Promise<unknown>;
  isPending: boolean;
  /** A flow of a stage that may be started for those who stand there already. */
  offered: OfferedStart | null;
  /** Offers that. */
  offer: (start: OfferedStart) => void;
  closeOffer: () => void;
}

export interface OfferedStart {
  uxNodeId: string;
  systemFlowId: string;
  systemFlowName: string;
}

/**
 * Which system flows run at which stage. Mappings are not part of the draft: they count at once, for
 * whoever reaches the stage; a journey keeps to those that there were when it did. As the API only
 * maps stages that it knows, the draft is saved first.
 */
export function useMapping(
  flowId: string,
  enabled: boolean,
  save: () => Promise<boolean>,
  stages: readonly Stage[],
): Mapping {
  const refresh = useRefresh();
  const [offered, setOffered] = useState<OfferedStart | null>(null);
  const query = useQuery({
    ...listUxMappingsOptions({ path: { bmcFlowId: flowId } }),
    enabled,
  });
  const all = query.data?.data ?? [];
  const of = (uxNodeId: string) =>
    all.filter((mapping) => mapping.uxNodeId === uxNodeId).sort((a, b) => a.position - b.position);
  const standing = (uxNodeId: string) =>
    stages.filter((stage) => stage.uxNodeId === uxNodeId).reduce((sum, at) => sum + liveIn(at), 0);
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async (changes: [uxNodeId: string, systemFlowIds: string[]][]) => {
      if (!(await save())) {
        return null;
      }
      let mapped: UxMapping[] = [];
      for (const [uxNodeId, systemFlowIds] of changes) {
        const { data } = await replaceUxMappings({
          path: { bmcFlowId: flowId, uxNodeId },
          body: { systemFlowIds },
          throwOnError: true,
        });
        mapped = data.data;
      }
      notifyDone(changeWords(changes.reduce((sum, [uxNodeId]) => sum + standing(uxNodeId), 0)));
      return mapped;
    },
    onSettled: () => refresh('listUxMappings'),
  });
  // A refusal is told by the client of all mutations.
  const change = (...stages: [string, string[]][]) => mutateAsync(stages).catch(() => null);
  const idsOf = (uxNodeId: string) => of(uxNodeId).map(({ systemFlowId }) => systemFlowId);
  return {
    all,
    isKnown: query.isSuccess,
    standing,
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
      const mapped = await change([uxNodeId, [...here, systemFlowId]], ...there);
      const added = mapped?.find(
        (each) => each.uxNodeId === uxNodeId && each.systemFlowId === systemFlowId,
      );
      if (added && standing(uxNodeId) > 0) {
        setOffered(added);
      }
    },
    offered,
    offer: setOffered,
    closeOffer: () => setOffered(null),
  };
}

/** What a changed mapping means for those who come, and for those who stand there. */
const changeWords = (standing: number) =>
  standing > 0
    ? `Changed for whoever comes from now on. ${standingWords(standing)}`
    : 'Changed for whoever comes from now on.';

/** What people who stand at a stage have of a change of its flows. */
export const standingWords = (standing: number) =>
  standing === 1
    ? '1 person is there already: nothing changes for them.'
    : `${formatCount(standing)} people are there already: nothing changes for them.`;
