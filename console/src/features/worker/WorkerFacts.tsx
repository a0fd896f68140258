import { Group, Text } from '@mantine/core';
import type { LocalWorker } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { StatusBadge } from '@/shared/status/StatusBadge';

/** How the worker stands. */
export function WorkerFacts({ worker }: { worker: LocalWorker }) {
  const { state, pid, startedAt, restarts } = worker;
  return (
    <Group gap="sm">
      <StatusBadge status={state} />
      <Text size="sm" c="dimmed">
        Process {pid}, started <RelativeTime at={startedAt} />
        {restarts > 0 && `, restarted ${restarts === 1 ? 'once' : `${restarts} times`}`}
      </Text>
    </Group>
  );
}
