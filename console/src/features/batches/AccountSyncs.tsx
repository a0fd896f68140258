import {
  Anchor,
  Button,
  Group,
  Skeleton,
  Table,
  Text,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { deleteSyncCursor, type SyncCursor, type SyncSubType } from '@/client';
import { runPath } from '@/features/workflows/runs/runPath';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { notifyDone } from '@/shared/feedback/notify';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import type { AccountSync } from './accountSyncs';
import { SyncModal } from './SyncModal';
import { SYNC_KINDS } from './syncKinds';
import { useAccountSyncs } from './useAccountSyncs';

/** What was read of each connected account, how far, and when last. */
export function AccountSyncs() {
  const { syncs, isPending, failed } = useAccountSyncs();
  const mayStart = useMay('operator');
  const mayForget = useMay('editor');
  const [start, setStart] = useState<{ sourceId: string | null; kind: SyncSubType }>();
  if (isPending) {
    return <Skeleton height={120} mt="md" />;
  }
  if (failed) {
    return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  }
  if (syncs.length === 0) {
    return null;
  }
  return (
    <Panel title="Syncs" flush>
      <Table.ScrollContainer minWidth={760}>
        <Table aria-label="Syncs" verticalSpacing="xs" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Account</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Last sync</Table.Th>
              <Table.Th>Read until</Table.Th>
              <Table.Th>
                <span aria-hidden />
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {syncs.map((sync) => (
              <SyncLine
                key={`${sync.source.id} ${sync.kind}`}
                sync={sync}
                mayForget={mayForget}
                onStart={
                  mayStart
                    ? () => setStart({ sourceId: sync.source.id, kind: sync.kind })
                    : undefined
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <SyncModal opened={start !== undefined} onClose={() => setStart(undefined)} start={start} />
    </Panel>
  );
}

interface LineProps {
  sync: AccountSync;
  mayForget: boolean;
  onStart: (() => void) | undefined;
}

function SyncLine({ sync: { source, kind, last, cursor }, mayForget, onStart }: LineProps) {
  const { label, fromFile } = SYNC_KINDS[kind];
  const act = fromFile ? 'Upload export' : 'Sync now';
  const what = `${label.toLowerCase()} of ${source.name}`;
  return (
    <Table.Tr>
      <Table.Td>{source.name}</Table.Td>
      <Table.Td>{label}</Table.Td>
      <Table.Td>
        {last ? (
          <Group gap={10} wrap="nowrap">
            <StatusBadge status={last.status} />
            <Anchor component={Link} to={runPath(last.id)} size="sm">
              <RelativeTime at={last.createdAt} />
              <VisuallyHidden> the run of {what}</VisuallyHidden>
            </Anchor>
          </Group>
        ) : (
          <Text span inherit c="dimmed">
            Never
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {cursor ? (
          <Tooltip label={`Cursor: ${cursor.cursor}`} multiline maw={360}>
            <Text span inherit>
              <RelativeTime at={cursor.updatedAt} />
            </Text>
          </Tooltip>
        ) : (
          <Text span inherit c="dimmed">
            {fromFile ? 'Whole file' : 'From the beginning'}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {cursor && mayForget && <ReadAgain cursor={cursor} what={what} />}
          {onStart && (
            <Button
              size="compact-xs"
              variant="light"
              aria-label={`${act}: ${what}`}
              onClick={onStart}
            >
              {act}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** Has the next sync read everything, after asking. */
function ReadAgain({ cursor, what }: { cursor: SyncCursor; what: string }) {
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: () => deleteSyncCursor({ path: { id: cursor.id }, throwOnError: true }),
    onSuccess: () => {
      notifyDone(`The next sync reads all ${what}.`);
      refresh('listSyncCursors');
    },
  });
  const ask = () =>
    modals.openConfirmModal({
      title: 'Read everything again?',
      children: (
        <Text size="sm">
          The next sync reads all {what} from the beginning, which takes longer and, where the
          platform charges, costs more. Nothing that is known is lost or doubled.
        </Text>
      ),
      labels: { confirm: 'Read everything again', cancel: 'Go on from here' },
      onConfirm: () => mutate(),
    });
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      loading={isPending}
      aria-label={`Read everything again: ${what}`}
      onClick={ask}
    >
      Read everything again
    </Button>
  );
}
