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
import { hasEnded } from './bulkStates';

const ACTS = {
  pause: pauseBulkOperation,
  resume: resumeBulkOperation,
  cancel: cancelBulkOperation,
};

/** What a kind of operation is called, and what it begins for each contact. */
const WORDS: Record<string, { name: string; noun: string }> = {
  seed: { name: 'seeding', noun: 'journey' },
  enroll: { name: 'enrolling', noun: 'enrollment' },
};

/** What can be done to a bulk operation that goes on; what harms is asked about. */
export function BulkActs({ bulk }: { bulk: BulkView }) {
  const refresh = useRefresh();
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
  if (hasEnded(bulk.status)) {
    return null;
  }
  const { name, noun } = WORDS[bulk.kind] ?? { name: 'operation', noun: 'item' };
  const left = bulk.total - bulk.processed;
  const toggle = bulk.status === 'paused' ? 'resume' : 'pause';
  if (isAsking) {
    return (
      <Alert color="red" role="alert" title={`Cancel this ${name}?`}>
        <Text size="sm" mb="xs">
          {plural(left, noun)} not begun yet will be cancelled. Those that have begun go on.
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
