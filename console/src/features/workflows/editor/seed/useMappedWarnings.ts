import { useQueries, useQuery } from '@tanstack/react-query';
import {
  type GraphProblem,
  getFlow,
  getFlowVersion,
  type UxMapping,
  validateGraph,
} from '@/client';
import { listStepTypesOptions } from '@/client/@tanstack/react-query.gen';
import { once } from '../model/document';
import { type LiveFlow, mappedWarnings } from './mappedWarnings';

/** What is doubtful about the system flows that are mapped, each told once. */
export function useMappedWarnings(mappings: readonly UxMapping[]): GraphProblem[] {
  const types = useQuery({ ...listStepTypesOptions(), staleTime: Number.POSITIVE_INFINITY }).data;
  const flows = types ? once(mappings, ({ systemFlowId }) => systemFlowId) : [];
  const live = useQueries({
    queries: flows.map(({ systemFlowId }) => ({
      queryKey: ['live flow', systemFlowId],
      queryFn: ({ signal }: { signal: AbortSignal }) => liveFlow(systemFlowId, signal),
    })),
  });
  const stepTypes = new Map(types?.data.map((type) => [type.id, type]));
  return flows.flatMap(({ systemFlowName }, index) => {
    const flow = live[index]?.data;
    return flow ? mappedWarnings(systemFlowName, flow, stepTypes) : [];
  });
}

/** The version of a flow that runs with what the server says of it; null before there is one. */
async function liveFlow(id: string, signal: AbortSignal): Promise<LiveFlow | null> {
  const { data: flow } = await getFlow({ path: { id }, throwOnError: true, signal });
  if (typeof flow.latestVersion !== 'number') {
    return null;
  }
  const { data: version } = await getFlowVersion({
    path: { id, version: flow.latestVersion },
    throwOnError: true,
    signal,
  });
  const { kind } = flow;
  const { graph, inputSchema } = version;
  const { data: findings } = await validateGraph({
    body: { kind, graph, inputSchema },
    throwOnError: true,
    signal,
  });
  return { graph, warnings: findings.warnings };
}
