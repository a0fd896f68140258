import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { Panel } from '@/shared/layout/Panel';
import { sessionPath } from '../sessionPath';

/** What an agent was told to do, and the way to its conversation. */
export function AgentTask({ run }: { run: RunView }) {
  return (
    <Panel
      title="Task"
      end={
        run.sessionId && (
          <Anchor component={Link} to={sessionPath({ id: run.sessionId })} size="sm">
            Open the session
          </Anchor>
        )
      }
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {run.taskInput}
      </Text>
    </Panel>
  );
}
