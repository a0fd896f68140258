import { useQuery } from '@tanstack/react-query';
import { listMessages, type Session } from '@/client';
import { isSameMessage, partingOf } from './parting';

async function messageAt(id: string, seq: number) {
  const { data } = await listMessages({
    path: { id },
    query: { after: seq - 1, pageSize: 1, sort: 'seq' },
    throwOnError: true,
  });
  return data.data[0];
}

/** The number of the last message that two sessions share. */
export function useParting(one: Session | undefined, other: Session | undefined) {
  return useQuery({
    queryKey: ['parting', one?.id, other?.id],
    queryFn: () =>
      one && other
        ? partingOf(Math.min(one.messageCount, other.messageCount), async (seq) => {
            const [here, there] = await Promise.all([
              messageAt(one.id, seq),
              messageAt(other.id, seq),
            ]);
            return isSameMessage(here, there);
          })
        : 0,
    enabled: one !== undefined && other !== undefined,
    // What is written later is written behind it.
    staleTime: 'static',
  });
}
