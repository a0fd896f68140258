import { useQueries } from '@tanstack/react-query';
import type { GraphNode, RunView } from '@/client';
import { getFlowOptions, getFlowVersionOptions } from '@/client/@tanstack/react-query.gen';
import { nodesOf } from '../editor/model/document';

/** A step of one of the runs as its flow has it, as far as that is known. */
export type RunNodes = (
  runId: string | null | undefined,
  nodeId: string | null | undefined,
) => GraphNode | undefined;

type Run = Pick<RunView, 'id' | 'flowId' | 'flowVersion'>;

/** Whether a run tried a draft, which is not kept as it was. */
export const triedDraft = ({ flowId, flowVersion }: Pick<Run, 'flowId' | 'flowVersion'>) =>
  Boolean(flowId) && !flowVersion;

/**
 * The steps of runs, as the versions of their flows have them. The steps of a run that tried a
 * draft are those of the flow's present draft, as far as it still has them.
 */
export function useRunNodes(runs: readonly Run[]): RunNodes {
  const versions = distinct(runs.filter(({ flowId, flowVersion }) => flowId && flowVersion));
  const drafts = distinct(runs.filter(triedDraft));
  const published = useQueries({
    queries: versions.map(({ flowId, flowVersion }) => ({
      ...getFlowVersionOptions({ path: { id: flowId ?? '', version: flowVersion ?? 0 } }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.map(({ data }) => data?.graph.nodes ?? []),
  });
  const drafted = useQueries({
    queries: drafts.map(({ flowId }) => getFlowOptions({ path: { id: flowId ?? '' } })),
    combine: (results) => results.map(({ data }) => (data ? nodesOf(data.draft) : [])),
  });
  const known = new Map(
    [...versions, ...drafts].map((run, index) => [keyOf(run), [...published, ...drafted][index]]),
  );
  return (runId, nodeId) => {
    const run = runs.find(({ id }) => id === runId);
    return run && known.get(keyOf(run))?.find(({ id }) => id === nodeId);
  };
}

/** One run of each version. */
const distinct = (runs: readonly Run[]) => [
  ...new Map(runs.map((run) => [keyOf(run), run])).values(),
];

const keyOf = ({ flowId, flowVersion }: Run) => `${flowId} ${flowVersion}`;
