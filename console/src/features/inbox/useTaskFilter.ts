import { useMemo } from 'react';
import type { ListState } from '@/shared/list/useListState';
import { type TaskFilter, taskFilter } from './taskFilter';

/** What the inbox shows: one object while it is the same, whichever task is open beside it. */
export function useTaskFilter(list: ListState<TaskFilter>): ReturnType<typeof taskFilter> {
  const told = JSON.stringify(taskFilter(list));
  return useMemo(() => JSON.parse(told), [told]);
}
