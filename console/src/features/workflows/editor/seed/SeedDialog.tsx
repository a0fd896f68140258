import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Flow, type RunRequest, runFlow, type Seeded } from '@/client';
import type { ChosenContacts } from '@/features/contacts/ContactsTable';
import { useRefresh } from '@/shared/live/useRefresh';
import { SeedChoice } from './SeedChoice';
import { SeedOutcome } from './SeedOutcome';

interface Props {
  flow: Flow;
  opened: boolean;
  onClose: () => void;
}

/** Starts contacts on a business flow: who, from which stage, and then what becomes of it. */
export function SeedDialog({ flow, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={`Start journeys on ${flow.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <Seeding flow={flow} onClose={onClose} />}
    </Modal>
  );
}

function Seeding({ flow, onClose }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<ChosenContacts>(new Map());
  const { mutate, isPending, data } = useMutation({
    mutationFn: async (body: RunRequest): Promise<Seeded> => {
      const answer = await runFlow({ path: { flowId: flow.id }, body, throwOnError: true });
      if (!('bulkOperationId' in answer.data)) {
        throw new Error('Only business flows have journeys.');
      }
      return answer.data;
    },
    onSuccess: () => refresh('listEntities', 'listFlowStages'),
  });
  return data ? (
    <SeedOutcome flow={flow} seeded={data} chosen={chosen} onClose={onClose} />
  ) : (
    <SeedChoice
      flow={flow}
      chosen={chosen}
      onChoose={setChosen}
      isStarting={isPending}
      onStart={mutate}
      onClose={onClose}
    />
  );
}
