import { useQuery } from '@tanstack/react-query';
import { listFlowVersionsOptions } from '@/client/@tanstack/react-query.gen';

/** The published versions of a flow, newest first; the header and the list read the same. */
export function useVersions(flowId: string) {
  return useQuery(
    listFlowVersionsOptions({ path: { id: flowId }, query: { pageSize: 100, sort: '-version' } }),
  );
}
