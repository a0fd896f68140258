import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Message } from '@/client';
import { listMessagesOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { blocksOf } from './blocks';
import { MessageBlock } from './MessageBlock';

/** The most that the API gives at once. */
const SHOWN = 200;

interface Props {
  sessionId: string;
  /** Only messages with these words. */
  q?: string;
  /** Only what was said in this run. */
  runId?: string;
  /** What can be done with a message. */
  actions?: (message: Message) => ReactNode;
}

/** The newest messages of a session, the oldest of them first. */
export function Conversation({ sessionId, q = '', runId, actions }: Props) {
  const query = useQuery({
    ...listMessagesOptions({
      path: { id: sessionId },
      query: { pageSize: SHOWN, sort: '-seq', ...(q && { q }) },
    }),
    placeholderData: keepPreviousData,
    // A model's turn is written at its end, which no event tells of by the session.
    refetchInterval: 3_000,
  });
  if (!query.data) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <Loading />
    );
  }
  const { data, total } = query.data;
  const messages = data.filter((message) => !runId || message.runId === runId).reverse();
  if (messages.length === 0) {
    return (
      <EmptyState icon={IconMessages} title={q ? 'No message has these words' : 'No messages yet'}>
        {!q &&
          (total > SHOWN
            ? `None of the newest ${SHOWN} of ${total} messages is of this run. Search its session for what is older.`
            : 'What is written and answered shows here.')}
      </EmptyState>
    );
  }
  return (
    <>
      {total > SHOWN && (
        <Text size="xs" c="dimmed" mb="xs">
          The newest {SHOWN} of {total} messages. Search for what is older.
        </Text>
      )}
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
              <Text size="xs" c="dimmed">
                <b>{message.author}</b> · {message.role} · <RelativeTime at={message.at} />
              </Text>
              {actions?.(message)}
            </Group>
            <Stack gap={6}>
              {blocksOf(message).map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change.
                <MessageBlock key={index} block={block} />
              ))}
            </Stack>
          </Paper>
        ))}
      </Stack>
    </>
  );
}
