import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Message } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatCount } from '@/shared/format/number';
import { blocksOf, toolsCalledIn } from './blocks';
import { LiveTurn } from './LiveTurn';
import { MessageBlock } from './MessageBlock';
import { MessageHead } from './MessageHead';
import { useMessages } from './useMessages';

interface Props {
  sessionId: string;
  /** Only messages with these words. */
  q?: string;
  /** Only messages behind this number. */
  after?: number;
  /** Only what was said in this run. */
  runId?: string;
  /** The run that is under way, whose model may be writing. */
  liveRunId?: string | undefined;
  /** What can be done with a message. */
  actions?: (message: Message) => ReactNode;
}

/** The messages of a session, the newest last, and what is being written now. */
export function Conversation({ sessionId, q = '', after = 0, runId, liveRunId, actions }: Props) {
  const { newest, messages, total, showOlder, isReadingOlder, failed } = useMessages({
    sessionId,
    q,
    after,
    runId,
  });
  if (!newest.data) {
    return newest.isError ? (
      <ErrorState error={newest.error} onRetry={() => newest.refetch()} />
    ) : (
      <Loading />
    );
  }
  const tools = toolsCalledIn(messages);
  return (
    <>
      {(showOlder || messages.length < total) && (
        <Group mb="xs" gap="sm">
          <Text size="xs" c="dimmed">
            The newest {formatCount(messages.length)} of {formatCount(total)} messages.
            {q && ' Search for more words to find older ones.'}
          </Text>
          {showOlder && (
            <Button
              size="compact-xs"
              variant="default"
              loading={isReadingOlder}
              onClick={showOlder}
            >
              Show older
            </Button>
          )}
        </Group>
      )}
      {failed && <ErrorState error={failed.error} onRetry={() => failed.refetch()} />}
      {messages.length === 0 ? (
        <EmptyState
          icon={IconMessages}
          title={q ? 'No message has these words' : 'No messages yet'}
        >
          {!q && 'What is written and answered shows here.'}
        </EmptyState>
      ) : (
        <Stack
          component="ol"
          gap="sm"
          p={0}
          m={0}
          style={{ listStyle: 'none' }}
          aria-label="Messages"
        >
          {messages.map((message) => (
            <Paper key={message.id} component="li" withBorder p="sm">
              <Group justify="space-between" mb={6} gap="xs">
                <MessageHead message={message} />
                {actions?.(message)}
              </Group>
              <Stack gap={6}>
                {blocksOf(message, tools).map((block, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change.
                  <MessageBlock key={index} block={block} />
                ))}
              </Stack>
            </Paper>
          ))}
        </Stack>
      )}
      {liveRunId && !q && (
        <LiveTurn key={liveRunId} runId={liveRunId} readAt={newest.dataUpdatedAt} />
      )}
    </>
  );
}
