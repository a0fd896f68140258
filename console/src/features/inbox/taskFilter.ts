import type { TaskKind, TaskState } from '@/client';
import type { ListState } from '@/shared/list/useListState';

/** The filters beside the state, by the names of the API. */
export const TASK_FILTERS = ['flowId', 'uxNodeId', 'kind', 'overdue', 'assigned'] as const;

/** All of them taken away. */
export const NO_TASK_FILTERS = Object.fromEntries(TASK_FILTERS.map((name) => [name, null]));

export type TaskFilter = 'state' | (typeof TASK_FILTERS)[number];

/** What the inbox shows, as its list and acts on all that match take it. */
export function taskFilter({ filters, q }: Pick<ListState<TaskFilter>, 'filters' | 'q'>) {
  const { state = 'open', kind, overdue, assigned, ...words } = filters;
  return {
    ...words,
    state: state as TaskState,
    ...(kind && { kind: kind as TaskKind }),
    ...(overdue && { overdue: overdue === 'true' }),
    ...(assigned && { assigned: assigned === 'true' }),
    ...(q && { q }),
  };
}
