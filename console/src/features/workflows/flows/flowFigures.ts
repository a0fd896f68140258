import type { FlowKind, FlowSummary } from '@/client';
import { JOURNEYS } from '../journeys/journeyPath';

/** A count, what is counted, and where it is listed. */
export interface Figure {
  count: number;
  noun: string;
  to: string;
}

interface Counted {
  noun: string;
  /** What the list is asked for. */
  filter: Record<string, string>;
}

/** What is counted of a business flow are its journeys, of a system flow its runs. */
const COUNTED: Record<FlowKind, Record<'started' | 'live' | 'failed', Counted>> = {
  bmc: {
    started: { noun: 'journey', filter: {} },
    live: { noun: 'live journey', filter: { live: 'true' } },
    failed: { noun: 'blocked journey', filter: { status: 'blocked' } },
  },
  system: {
    started: { noun: 'run', filter: { runs: 'all' } },
    // The board has a column for each of the statuses that are no end.
    live: { noun: 'live run', filter: { runs: 'all', view: 'kanban' } },
    failed: { noun: 'failed run', filter: { runs: 'all', status: 'failed' } },
  },
};

/** One of the figures of a flow, with the way to the list behind it. */
export function figureOf(
  { id, kind, figures }: Pick<FlowSummary, 'id' | 'kind' | 'figures'>,
  which: 'started' | 'live' | 'failed',
): Figure {
  const { noun, filter } = COUNTED[kind][which];
  const list = kind === 'bmc' ? JOURNEYS : '/workflows';
  return {
    count: figures?.[which] ?? 0,
    noun,
    to: `${list}?${new URLSearchParams({ flowId: id, ...filter })}`,
  };
}
