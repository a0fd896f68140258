import { Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EntityView, moveEntity } from '@/client';
import { listUxMappingsOptions } from '@/client/@tanstack/react-query.gen';
import { contactName } from '@/features/contacts/contactName';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { consequencesOf, isAsked } from './moves';

/** Somebody on the way to another stage, until the server has moved them or refused to. */
export interface Move {
  entity: EntityView;
  to: string;
}

const NOBODY: readonly Move[] = [];

/**
 * Moves people on the board: shown at once, taken back when the server refuses, and asked before
 * where it starts or stops flows.
 *
 * @param nameOf what people call a stage
 */
export function useBoardMoves(flowId: string | undefined, nameOf: (uxNodeId: string) => string) {
  const refresh = useRefresh();
  const [moving, setMoving] = useState(NOBODY);
  const mappings = useQuery({
    ...listUxMappingsOptions({ path: { bmcFlowId: flowId ?? '' } }),
    enabled: flowId !== undefined,
  });
  const { mutate } = useMutation({
    mutationFn: ({ entity, to }: Move) =>
      moveEntity({ path: { id: entity.id }, body: { uxNodeId: to }, throwOnError: true }),
    onMutate: (move) => setMoving((known) => [...known, move]),
    onSuccess: (_moved, { entity, to }) =>
      notifyDone(`${contactName(entity.contact)} moves to ${nameOf(to)}.`),
    onSettled: async (_moved, _refused, move) => {
      await refresh('listEntities', 'listFlowStages', `getEntity:${move.entity.id}`);
      setMoving((known) => known.filter((each) => each !== move));
    },
  });
  const move = (asked: Move) => {
    const { entity, to } = asked;
    const consequences = consequencesOf(mappings.data?.data ?? [], entity.currentNodeId, to);
    if (mappings.isSuccess && !isAsked(consequences)) {
      mutate(asked);
      return;
    }
    const { starts, stops } = consequences;
    modals.openConfirmModal({
      title: `Move ${contactName(entity.contact)} to ${nameOf(to)}?`,
      children: (
        <Stack gap="xs">
          {starts.length > 0 && <Text size="sm">This starts {starts.join(', ')}.</Text>}
          {stops.length > 0 && (
            <Text size="sm">What still runs of {stops.join(', ')} is cancelled.</Text>
          )}
          {!mappings.isSuccess && (
            <Text size="sm">It could not be read which flows this starts or cancels.</Text>
          )}
        </Stack>
      ),
      labels: { confirm: 'Move', cancel: 'Stay' },
      onConfirm: () => mutate(asked),
    });
  };
  return { moving, move };
}
