import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FlowEntities, listFlowEntities } from '@/client';
import { listFlowEntitiesQueryKey } from '@/client/@tanstack/react-query.gen';
import type { RowSource } from '@/shared/list/rowSource';

/** Entities that are read at once. */
const PAGE = 50;

export interface EntityFilter {
  q?: string;
  uxNodeId?: string;
}

/** The entities of a flow, the newest first, each page with the counts of all stages. */
export function flowEntities(flowId: string, filter: EntityFilter = {}): RowSource<FlowEntities> {
  const request = (page: number) => ({
    path: { flowId },
    query: { ...filter, sort: '-createdAt', page, pageSize: PAGE },
  });
  return {
    key: (page) => listFlowEntitiesQueryKey(request(page)),
    read: async (page) => (await listFlowEntities({ ...request(page), throwOnError: true })).data,
    pageSize: PAGE,
  };
}

/**
 * The first page of them. Without a filter it is the one read that canvas, entity list and seeding
 * share: whoever comes later finds what the first has fetched.
 */
export function useFlowEntities(flowId: string, isWanted: boolean, filter?: EntityFilter) {
  const source = flowEntities(flowId, filter);
  const query = useQuery({
    queryKey: source.key(1),
    queryFn: () => source.read(1),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
  return { source, query };
}
