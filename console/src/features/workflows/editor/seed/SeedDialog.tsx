import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Flow, RunRequest, SeedingForecast } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import { SeedChoice } from './SeedChoice';
import { SeedProgress } from './SeedProgress';
import { seed } from './seed';

interface Props {
  flow: Flow;
  opened: boolean;
  onClose: () => void;
}

/** Starts contacts on a business flow: who, from which stage, and then what becomes of it. */
export function SeedDialog({ flow, opened, onClose }: Props) {
  return (
    <Modal.Stack>
      <Modal
        stackId="seed"
        opened={opened}
        onClose={onClose}
        size={960}
        title={`Start journeys on ${flow.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <Seeding flow={flow} onClose={onClose} />}
      </Modal>
    </Modal.Stack>
  );
}

interface Begun {
  request: RunRequest;
  /** Tells whom to call what among those who were skipped. */
  forecast: SeedingForecast | undefined;
}

function Seeding({ flow, onClose }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const { mutate, isPending, data, variables } = useMutation({
    mutationFn: ({ request }: Begun) => seed(flow.id, request),
    onSuccess: () =>
      refresh('listEntities', 'listFlowEntities', 'listFlowStages', 'listBulkOperations'),
  });
  return data ? (
    <SeedProgress flow={flow} seeded={data} forecast={variables?.forecast} onClose={onClose} />
  ) : (
    <SeedChoice
      flow={flow}
      isStarting={isPending}
      onStart={(request, forecast) => mutate({ request, forecast })}
      onClose={onClose}
    />
  );
}
