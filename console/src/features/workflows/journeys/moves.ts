import type { UxMapping } from '@/client';

type Mapped = Pick<UxMapping, 'uxNodeId' | 'systemFlowName' | 'position'>;

/** What a move does besides: what it stops where somebody stands, and what it starts where they go. */
export interface Consequences {
  stops: string[];
  starts: string[];
}

/** What a move from a stage to another one does, by the flows that are mapped to the two. */
export function consequencesOf(
  mappings: readonly Mapped[],
  from: string | null | undefined,
  to: string,
): Consequences {
  const flowsOf = (stage: string | null | undefined) =>
    mappings
      .filter(({ uxNodeId }) => uxNodeId === stage)
      .sort((one, other) => one.position - other.position)
      .map(({ systemFlowName }) => systemFlowName);
  return { stops: flowsOf(from), starts: flowsOf(to) };
}

/** Whether somebody is asked before it is done. */
export const isAsked = ({ stops, starts }: Consequences) => stops.length > 0 || starts.length > 0;
