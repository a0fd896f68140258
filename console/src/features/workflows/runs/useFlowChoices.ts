import { useQuery } from '@tanstack/react-query';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';

/** Flows that a filter offers; rarely does anybody have more. */
const OFFERED = 100;

/** The flows whose runs can be asked for, those changed last first. */
export function useFlowChoices() {
  const flows = useQuery(listFlowsOptions({ query: { kind: 'system', pageSize: OFFERED } }));
  return (flows.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
