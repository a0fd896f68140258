import { useQueries } from '@tanstack/react-query';
import type { GraphNode, RunView } from '@/client';
import { getFlowVersionOptions } from '@/client/@tanstack/react-query.gen';

/** A step of one of the runs as its flow has it, as far as that is known. */
export type RunNodes = (
  runId: string | null | undefined,
  nodeId: string | null | undefined,
) => GraphNode | undefined;

type Run = Pick<RunView, 'id' | 'flowId' | 'flowVersion'>;

/**
 * The steps of runs, as the versions of their flows have them. A run that tried a draft has none:
 * drafts are not kept.
 */
export function useRunNodes(runs: readonly Run[]): RunNodes {
  const versions = new Map(
    runs.flatMap(({ flowId, flowVersion }) =>
      flowId && flowVersion
        ? [[keyOf(flowId, flowVersion), { id: flowId, version: flowVersion }] as const]
        : [],
    ),
  );
  const graphs = useQueries({
    queries: [...versions.values()].map((path) => ({
      ...getFlowVersionOptions({ path }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.map(({ data }) => data?.graph),
  });
  const keys = [...versions.keys()];
  return (runId, nodeId) => {
    const run = runs.find(({ id }) => id === runId);
    const graph = graphs[keys.indexOf(keyOf(run?.flowId, run?.flowVersion))];
    return graph?.nodes.find(({ id }) => id === nodeId);
  };
}

const keyOf = (flowId: string | null | undefined, version: number | null | undefined) =>
  `${flowId} ${version}`;
