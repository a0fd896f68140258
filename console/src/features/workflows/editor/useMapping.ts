import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  putUxMappings,
  replaceUxMappings,
  type Stage,
  type UxMapping,
  type UxMappingRequest,
} from '@/client';
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

/** A change of what is mapped. */
interface Change {
  /** The stages that it is about. */
  stages: readonly string[];
  /** Makes it; what is mapped is asked for when it is needed. */
  act: (known: () => readonly UxMapping[]) => Promise<void>;
}

/** The flows of a stage in their order. */
const mappedTo = (all: readonly UxMapping[], uxNodeId: string): UxMapping[] =>
  all.filter((each) => each.uxNodeId === uxNodeId).sort((a, b) => a.position - b.position);

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
  const client = useQueryClient();
  const list = listUxMappingsOptions({ path: { bmcFlowId: flowId } });
  const query = useQuery({ ...list, enabled });
  const all = query.data?.data ?? [];
  const of = (uxNodeId: string) => mappedTo(all, uxNodeId);
  const standing = (uxNodeId: string) =>
    stages.filter((stage) => stage.uxNodeId === uxNodeId).reduce((sum, at) => sum + liveIn(at), 0);
  const put = async (body: UxMappingRequest) => {
    const { data } = await putUxMappings({ path: { bmcFlowId: flowId }, body, throwOnError: true });
    client.setQueryData(list.queryKey, data);
  };
  const replace = async (uxNodeId: string, systemFlowIds: string[]) => {
    const { data } = await replaceUxMappings({
      path: { bmcFlowId: flowId, uxNodeId },
      body: { systemFlowIds },
      throwOnError: true,
    });
    client.setQueryData(list.queryKey, data);
  };
  const { mutateAsync, isPending } = useMutation({
    // One after the other: each begins with what the one before it has left.
    scope: { id: `mapping ${flowId}` },
    mutationFn: async ({ stages: changed, act }: Change) => {
      if (!(await save())) {
        return;
      }
      await act(() => client.getQueryData(list.queryKey)?.data ?? []);
      notifyDone(changeWords(changed.reduce((sum, uxNodeId) => sum + standing(uxNodeId), 0)));
    },
    onSettled: () => refresh('listUxMappings'),
  });
  // A refusal is told by the client of all mutations.
  const change = (made: Change) => mutateAsync(made).catch(() => undefined);
  return {
    all,
    isKnown: query.isSuccess,
    standing,
    of,
    isPending,
    replace: (uxNodeId, systemFlowIds) =>
      change({ stages: [uxNodeId], act: () => replace(uxNodeId, systemFlowIds) }),
    map: async (systemFlowId, uxNodeId, from) => {
      if (of(uxNodeId).some((each) => each.systemFlowId === systemFlowId)) {
        return;
      }
      let added: UxMapping | undefined;
      await change({
        stages: from ? [uxNodeId, from] : [uxNodeId],
        act: async (known) => {
          const there = from ? mappedTo(known(), from) : [];
          const moved = there.find((each) => each.systemFlowId === systemFlowId);
          const last = mappedTo(known(), uxNodeId).at(-1);
          await put({
            uxNodeId,
            systemFlowId,
            position: last ? last.position + 1 : 0,
            ...(moved && { input: moved.input }),
          });
          if (from && moved) {
            const left = there.filter((each) => each !== moved);
            await replace(
              from,
              left.map((each) => each.systemFlowId),
            );
          }
          added = mappedTo(known(), uxNodeId).find((each) => each.systemFlowId === systemFlowId);
        },
      });
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
