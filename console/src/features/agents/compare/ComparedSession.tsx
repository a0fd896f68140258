import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView, Session } from '@/client';
import { RunStatusBadge } from '@/features/workflows/runs/RunStatusBadge';
import { runPath } from '@/features/workflows/runs/runPath';
import { Duration } from '@/shared/format/Duration';
import { formatDollars, plural } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { Conversation } from '../session/Conversation';
import { useSessionRuns } from '../session/useSessionRuns';
import { sessionPath } from '../sessionPath';
import { KeepButton } from './KeepButton';

interface Props {
  session: Session;
  /** The one that it is compared with. */
  other: Session;
  /** How many messages both begin with. */
  shared: number;
}

/** One of two sessions: its runs with what they cost, and what was said behind the common part. */
export function ComparedSession({ session, other, shared }: Props) {
  const { runs, live } = useSessionRuns(session.id);
  return (
    <Panel
      title={session.name}
      end={
        <>
          <StatusBadge status={session.status} />
          <KeepButton session={session} other={other} />
        </>
      }
    >
      <Stack gap="sm">
        <Group gap={10} fz="sm" c="dimmed">
          <span>{plural(session.messageCount - shared, 'message')} of its own</span>
          <span>{plural(session.runs, 'run')}</span>
          <span>{formatDollars(session.costUsd)}</span>
          <Anchor component={Link} to={sessionPath(session)} size="sm">
            Open
          </Anchor>
        </Group>
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
        <Conversation
          key={`${session.id} ${shared}`}
          sessionId={session.id}
          after={shared}
          liveRunId={live?.id}
        />
      </Stack>
    </Panel>
  );
}

function RunLine({ run }: { run: RunView }) {
  return (
    <Group gap={10} fz="sm" wrap="nowrap">
      <RunStatusBadge run={run} />
      <Anchor component={Link} to={runPath(run.id)} size="sm" truncate style={{ flex: 1 }}>
        {run.name}
      </Anchor>
      <Text size="xs" c="dimmed">
        <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
      </Text>
      <Text size="xs">{formatDollars(run.costUsd)}</Text>
    </Group>
  );
}
