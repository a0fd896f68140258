import { Alert, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { RunView } from '@/client';
import { Panel } from '@/shared/layout/Panel';
import { answerOf, stopOf } from './stopWords';

/** What an agent answered, and why it stopped where it was not done. */
export function AgentOutcome({ run }: { run: RunView }) {
  const stop = stopOf(run);
  const answer = answerOf(run);
  return (
    <>
      {stop && (
        <Alert
          color={run.status === 'failed' ? 'red' : 'blue'}
          variant="light"
          icon={<IconHandStop size={18} />}
          title={stop.title}
        >
          {[...stop.messages, stop.next].map((sentence) => (
            <Text key={sentence} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      {answer && (
        <Panel title={stop ? 'What it said last' : 'Answer'}>
          <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {answer}
          </Text>
        </Panel>
      )}
    </>
  );
}
