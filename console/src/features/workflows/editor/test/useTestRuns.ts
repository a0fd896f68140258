import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { wasOfOneStep } from '../run/startRun';

const LATEST = 30;

const NONE: RunView[] = [];

/** The latest runs of the flow by itself that have ended, newest first: what tests can begin from. */
export function useTestRuns(flowId: string): RunView[] {
  const { data } = useQuery({
    ...listRunsOptions({
      query: {
        flowId,
        topLevel: 'true',
        ofJourneys: 'false',
        sort: '-createdAt',
        pageSize: LATEST,
      },
    }),
    select: ({ data }) => data.filter((run) => run.completedAt && !wasOfOneStep(run)),
  });
  return data ?? NONE;
}
