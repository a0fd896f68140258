import { Alert, Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getLocalStackOptions } from '@/client/@tanstack/react-query.gen';
import { Panel } from '@/shared/layout/Panel';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { demonstrate, type Sighted } from './demonstrate';
import { WorkerFacts } from './WorkerFacts';
import { WorkerStory } from './WorkerStory';

/** Milliseconds between two looks at the worker while it is away: processes tell no live events. */
const LOOK = 500;

/** Stops the worker of the stack on this machine, and shows that everything goes on. */
export function WorkerPanel() {
  const refresh = useRefresh();
  const mayStop = useMay('admin');
  const [seen, setSeen] = useState<Sighted | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => demonstrate(setSeen),
    onMutate: () => setSeen({}),
    onSettled: () => refresh('getFirstSteps', 'getLocalStack', 'listBlueprints', 'listAuditLog'),
    meta: { showsItsFailure: true },
  });
  const stack = useQuery({ ...getLocalStackOptions(), refetchInterval: isPending ? LOOK : false });
  const worker = stack.data?.worker;
  const ask = () =>
    modals.openConfirmModal({
      title: 'Stop the worker?',
      children: (
        <Text size="sm">
          Its process is killed at once, as a crash would. Journeys and runs stand still until
          another one is there, which takes some seconds. Nothing is lost, and nothing is sent
          twice.
        </Text>
      ),
      labels: { confirm: 'Stop the worker', cancel: 'Leave it running' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => mutate(),
    });
  return (
    <Panel
      title="Stop the worker"
      end={
        worker &&
        mayStop && (
          <Button
            size="xs"
            variant="default"
            c="red"
            leftSection={<IconPlayerStop size={14} />}
            loading={isPending}
            onClick={ask}
          >
            Stop the worker
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        The worker does all the work. Kill it while a journey is on its way: the journey stands
        still, and goes on where it was when the next worker is there.
      </Text>
      {stack.data && !worker && (
        <Text size="sm">
          Here nobody would start it again. A stack that <code>./stitch up</code> has started can
          show this.
        </Text>
      )}
      {worker && <WorkerFacts worker={worker} />}
      {error && (
        <Alert color="red" title="That did not work" role="alert" mt="sm">
          {error.message}
        </Alert>
      )}
      {seen && <WorkerStory seen={seen} isPending={isPending} />}
    </Panel>
  );
}
