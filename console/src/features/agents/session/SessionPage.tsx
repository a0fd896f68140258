import { Button, Group, Stack, Text } from '@mantine/core';
import { IconGitFork, IconMailOpened } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { forkSession, readSession } from '@/client';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatDollars, plural } from '@/shared/format/number';
import { Page } from '@/shared/layout/Page';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { SESSIONS, sessionPath } from '../sessionPath';
import { CloseButton } from './CloseButton';
import { CompareMenu } from './CompareMenu';
import { Conversation } from './Conversation';
import { useSession } from './useSession';
import { useSessionRuns } from './useSessionRuns';
import { WriteMessage } from './WriteMessage';

const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Sessions', to: SESSIONS },
];

/** A conversation with an agent: what was said and done, and where a person writes to it. */
export function SessionPage() {
  const { id = '' } = useParams();
  const [q, setQ] = useState('');
  const mayWrite = useMay('operator');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const query = useSession(id);
  const read = useMutation({
    mutationFn: (seq: number) => readSession({ path: { id }, body: { seq }, throwOnError: true }),
    onSuccess: () => refresh('listSessions', 'getAgentSession'),
  });
  const fork = useMutation({
    mutationFn: async (seq: number) =>
      (await forkSession({ path: { id }, body: { seq }, throwOnError: true })).data,
    onSuccess: (copy) => {
      refresh('listSessions');
      navigate(sessionPath(copy));
    },
  });
  const { live } = useSessionRuns(id);
  const session = query.data;
  if (!session) {
    return (
      <Page title="Session" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={session.name}
      above={ABOVE}
      trailing={<StatusBadge status={session.status} />}
      subtitle={
        <Group gap={10}>
          <span>{plural(session.messageCount, 'message')}</span>
          <span>{plural(session.runs, 'run')}</span>
          <span>{formatDollars(session.costUsd)}</span>
        </Group>
      }
      actions={
        <>
          <CompareMenu session={session} />
          {session.unreadCount > 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconMailOpened size={14} />}
              loading={read.isPending}
              onClick={() => read.mutate(session.messageCount)}
            >
              Mark {session.unreadCount} as read
            </Button>
          )}
          <CloseButton session={session} isBusy={Boolean(live)} />
        </>
      }
    >
      <Toolbar>
        <SearchField label="Search messages" value={q} onChange={setQ} />
      </Toolbar>
      <Stack>
        <Conversation
          key={id}
          sessionId={id}
          q={q}
          liveRunId={live?.id}
          actions={({ seq }) =>
            mayWrite && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                leftSection={<IconGitFork size={13} />}
                aria-label={`Fork at message ${seq}`}
                disabled={fork.isPending}
                onClick={() => fork.mutate(seq)}
              >
                Fork
              </Button>
            )
          }
        />
        {session.status === 'closed' ? (
          <Text size="sm" c="dimmed">
            This session is closed and takes no messages{mayWrite && ' until it is reopened'}.
          </Text>
        ) : (
          mayWrite && <WriteMessage session={session} />
        )}
      </Stack>
    </Page>
  );
}
