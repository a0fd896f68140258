import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '@/client';
import { listMessagesOptions } from '@/client/@tanstack/react-query.gen';
import { inOrder, olderWindow, WINDOW, windowsFrom } from './messageWindows';

interface Asked {
  sessionId: string;
  /** Only messages with these words. */
  q: string;
  /** Only messages behind this number. */
  after: number;
  /** Only messages of this run. */
  runId: string | undefined;
}

/** The newest messages of a session, and as many of the older ones as somebody asks for. */
export function useMessages({ sessionId, q, after, runId }: Asked) {
  const [first, setFirst] = useState<number>();
  const path = { id: sessionId };
  const newest = useQuery({
    ...listMessagesOptions({
      path,
      query: { pageSize: WINDOW, sort: '-seq', after, runId, ...(q && { q }) },
    }),
    placeholderData: keepPreviousData,
    // No event tells what other people write.
    refetchInterval: 3_000,
  });
  const found = newest.data?.data ?? [];
  const oldest = found.at(-1)?.seq ?? after + 1;
  // Numbers of messages with certain words do not follow each other.
  const windows = q ? [] : windowsFrom(first, oldest);
  const older = useQueries({
    queries: windows.map((from) => ({
      ...listMessagesOptions({
        path,
        query: { pageSize: WINDOW, sort: 'seq', after: from, runId },
      }),
      // What was written does not change.
      staleTime: 'static' as const,
    })),
  });
  const messages: Message[] = inOrder([found, ...older.map(({ data }) => data?.data ?? [])]);
  const start = first ?? oldest - 1;
  const total = newest.data?.total ?? 0;
  return {
    newest,
    messages,
    total,
    /** Reads what comes before the oldest that is shown; nothing when there is no more. */
    showOlder:
      !q && start > after && messages.length < total
        ? () => setFirst(olderWindow(start + 1, after))
        : undefined,
    isReadingOlder: older.some(({ isPending }) => isPending),
    failed: older.find(({ isError, data }) => isError && !data),
  };
}
