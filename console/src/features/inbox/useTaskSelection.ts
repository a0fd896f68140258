import { useMemo, useState } from 'react';
import type { TaskRow, TaskRowPage } from '@/client';
import { taskManyActs } from '@/features/workflows/bulk/many/taskManyActs';
import { manyOf, withRows } from '@/shared/list/choice/selection';
import { useSelection } from '@/shared/list/choice/useSelection';

/**
 * Which tasks are chosen to be answered together, and how they can be.
 *
 * @param filter what the list shows, the same object while it shows the same
 */
export function useTaskSelection<F>(filter: F, page: TaskRowPage | undefined) {
  const selecting = useSelection(filter, page);
  const { selection, chosen, choose } = selecting;
  // Chosen ones may stand on other pages of the list.
  const [seen, setSeen] = useState<ReadonlyMap<string, TaskRow>>(new Map());
  const many = useMemo(() => manyOf(selection), [selection]);
  const acts = useMemo(() => {
    const shown = new Map(page?.data.map((task) => [task.id, task]));
    return taskManyActs([...chosen].flatMap((id) => shown.get(id) ?? seen.get(id) ?? []));
  }, [page, chosen, seen]);
  return {
    selecting,
    many,
    acts,
    tick: (task: TaskRow, isTicked: boolean) => {
      setSeen((before) => new Map(before).set(task.id, task));
      choose(withRows(chosen, [task.id], isTicked));
    },
  };
}
