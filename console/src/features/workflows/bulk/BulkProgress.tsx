import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BulkView } from '@/client';
import { formatCount } from '@/shared/format/number';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { BulkActs } from './BulkActs';

interface Props {
  bulk: BulkView;
  label: string;
  children: ReactNode;
}

/** How far a bulk operation is, in the words of what it does, and what can be done to it. */
export function BulkProgress({ bulk, label, children }: Props) {
  const { processed, total, status } = bulk;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap={4} role="status" aria-label={label}>
        <Text size="sm">{children}</Text>
        <StatusBadge status={status} />
      </Group>
      <Progress
        value={total > 0 ? (processed / total) * 100 : 100}
        color={status === 'paused' ? 'orange' : undefined}
        aria-label={`${formatCount(processed)} of ${formatCount(total)}`}
      />
      <BulkActs bulk={bulk} />
    </Stack>
  );
}
