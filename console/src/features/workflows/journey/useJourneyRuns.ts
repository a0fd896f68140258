import { useQuery } from '@tanstack/react-query';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { humanize } from '@/shared/format/words';
import { useRunNodes } from '../run/useRunNodes';

/** Runs of a journey that are known by name; more would be read for little. */
const NAMED = 100;

const NONE: never[] = [];

/** What the runs of a journey and their steps are called. */
export function useJourneyRuns(entityId: string) {
  const runs =
    useQuery(listRunsOptions({ query: { entityId, pageSize: NAMED } })).data?.data ?? NONE;
  const nodeOf = useRunNodes(runs);
  return {
    flowOf: (runId: string) => runs.find(({ id }) => id === runId)?.name,
    stepOf: (runId: string | null | undefined, nodeId: string) =>
      nodeOf(runId, nodeId)?.label ?? humanize(nodeId),
  };
}
