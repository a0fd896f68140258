import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import {
  type BulkView,
  cancelBulkOperation,
  pauseBulkOperation,
  resumeBulkOperation,
} from '@/client';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { hasEnded } from './bulkStates';

const ACTS = {
  pause: pauseBulkOperation,
  resume: resumeBulkOperation,
  cancel: cancelBulkOperation,
};

const BEGINS = (noun: string) => (left: number) =>
  `${plural(left, noun)} not begun yet will be cancelled. Those that have begun go on.`;

/** What a kind of operation is called, and what cancelling means for those that are left. */
const WORDS: Record<string, { name: string; cancels: (left: number) => string }> = {
  seed: { name: 'seeding', cancels: BEGINS('journey') },
  enroll: { name: 'enrolling', cancels: BEGINS('enrollment') },
};

const ACT = {
  name: 'operation',
  cancels: (left: number) =>
    `What it has done stays done. ${plural(left, 'item')} that it has not come to will be left alone.`,
};

/** What can be done to a bulk operation that goes on; what harms is asked about. */
export function BulkActs({ bulk }: { bulk: BulkView }) {
  const refresh = useRefresh();
  const mayAct = useMay('operator');
  const [isAsking, asking] = useDisclosure(false);
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (act: keyof typeof ACTS) =>
      ACTS[act]({ path: { id: bulk.id }, throwOnError: true }),
    // Also when it was refused: then it has become something else meanwhile.
    onSettled: () => {
      asking.close();
      return refresh(`getBulkOperation:${bulk.id}`, 'listBulkOperations');
    },
  });
  if (!mayAct || hasEnded(bulk.status)) {
    return null;
  }
  const { name, cancels } = WORDS[bulk.kind] ?? ACT;
  const left = bulk.total - bulk.processed;
  const toggle = bulk.status === 'paused' ? 'resume' : 'pause';
  if (isAsking) {
    return (
      <Alert color="red" role="alert" title={`Cancel this ${name}?`}>
        <Text size="sm" mb="xs">
          {cancels(left)}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            color="red"
            loading={isPending && variables === 'cancel'}
            onClick={() => mutate('cancel')}
          >
            Cancel {name}
          </Button>
          <Button size="xs" variant="default" onClick={asking.close}>
            Let it go on
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        loading={isPending && variables === toggle}
        onClick={() => mutate(toggle)}
      >
        {toggle === 'pause' ? 'Pause' : 'Resume'}
      </Button>
      <Button size="xs" variant="default" c="red" onClick={asking.open}>
        Cancel
      </Button>
    </Group>
  );
}
