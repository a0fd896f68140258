import { Alert, Anchor, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { EntityRowWaiting, RunView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { absoluteTime } from '@/shared/format/time';
import { waitWords } from '../journey/waitWords';

/** What only a person at the connections can end. */
const BY_RECONNECTING = 'needs_reconnect';

/** What holds a run that works off many items, until when, and where somebody can end it. */
export function RunWaits({ run }: { run: RunView }) {
  const waits = (run.waitingOn ?? []) as EntityRowWaiting[];
  if (run.completedAt || waits.length === 0) {
    return null;
  }
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconHourglass size={18} />}
      title="Waits"
      mb="md"
      role="status"
    >
      {waits.map((wait) => (
        <Text key={`${wait.kind} ${wait.reason}`} size="sm">
          {waitWords(wait)}
          {wait.until && (
            <>
              . It goes on at {absoluteTime(wait.until)}, <RelativeTime at={wait.until} />
            </>
          )}
          {wait.reason === BY_RECONNECTING && (
            <>
              {'. '}
              <Anchor component={Link} to="/settings/connections" inherit underline="always">
                To the connections
              </Anchor>
            </>
          )}
        </Text>
      ))}
    </Alert>
  );
}
