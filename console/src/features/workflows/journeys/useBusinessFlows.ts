import { useQuery } from '@tanstack/react-query';
import type { FlowSummary } from '@/client';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';

/** Flows that a filter offers; rarely does anybody have more. */
const OFFERED = 100;

const NONE: FlowSummary[] = [];

/** The business flows, those changed last first. */
export function useBusinessFlows() {
  const flows = useQuery(
    listFlowsOptions({ query: { kind: 'bmc', sort: '-updatedAt', pageSize: OFFERED } }),
  );
  return flows.data?.data ?? NONE;
}
