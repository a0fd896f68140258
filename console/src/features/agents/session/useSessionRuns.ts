import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';

/** Runs of a session that are looked at. */
const SHOWN = 10;

/** The newest runs of a session, and the one among them that is under way. */
export function useSessionRuns(sessionId: string) {
  const query = useQuery(
    listRunsOptions({ query: { sessionId, pageSize: SHOWN, sort: '-createdAt' } }),
  );
  const runs: RunView[] = query.data?.data ?? [];
  return {
    runs,
    // A session has one run at a time, which is its newest.
    live: runs.find(({ completedAt }) => !completedAt),
  };
}
