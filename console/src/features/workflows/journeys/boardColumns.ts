import type { EntityStatus, Stage } from '@/client';
import { humanize } from '@/shared/format/words';
import { ENDED } from './ended';
import { choicesOf } from './useStages';

/** What a person looks for on the board. */
export interface BoardFilter {
  uxNodeId?: string;
  status?: EntityStatus | undefined;
  q?: string;
  /** What their contacts are. */
  tag?: string;
  company?: string;
  attribute?: string;
}

/** A column of the board and who belongs into it. */
export interface BoardColumn {
  label: string;
  /** How those ended who are in it; none for a stage. */
  ended?: EntityStatus;
  query: Omit<BoardFilter, 'status'> & { status?: EntityStatus; live?: 'true' };
}

/**
 * The columns of a spine: each stage with those who stand in it, then how the others ended. The way
 * of ending that nobody took has no column, but that of the spine's success has one always.
 */
export function boardColumns(
  spine: readonly Stage[],
  { uxNodeId, status, q, ...contact }: BoardFilter,
): BoardColumn[] {
  const search = { ...contact, ...(q && { q }) };
  const stages = spine.filter((stage) => !uxNodeId || stage.uxNodeId === uxNodeId);
  const standing = choicesOf(stages).map(({ value, label }) => ({
    label,
    query: { ...search, uxNodeId: value, ...(status ? { status } : { live: 'true' as const }) },
  }));
  const ended = ENDED.filter(
    (way) => way === 'completed' || stages.some(({ counts }) => (counts[way] ?? 0) > 0),
  ).map((way) => ({
    label: humanize(way),
    ended: way,
    query: { ...search, ...(uxNodeId && { uxNodeId }), status: way },
  }));
  if (!status) {
    return [...standing, ...ended];
  }
  return ENDED.includes(status) ? ended.filter((column) => column.ended === status) : standing;
}
