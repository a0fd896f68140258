import { useMemo } from 'react';
import type { Contact } from '@/client';
import { useFlowEntities } from '../../entities/flowEntities';
import { ENDED } from '../../journeys/ended';
import { choicesOf, stageName } from '../../journeys/useStages';

/**
 * Who is on the flow already, as far as the page has read it for its entity list; the forecast
 * knows it of everybody.
 */
export function usePresence(flowId: string) {
  const { data } = useFlowEntities(flowId, true).query;
  return useMemo(() => {
    const stages = choicesOf(data?.stages ?? []);
    const places = new Map(
      data?.data
        .filter(({ status }) => !ENDED.includes(status))
        .map(({ contactId, currentNodeId }) => [contactId, stageName(stages, currentNodeId)]),
    );
    const note = ({ id }: Contact) => places.get(id);
    return { stages, note };
  }, [data]);
}
