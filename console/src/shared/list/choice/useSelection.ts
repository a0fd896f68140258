import { useCallback, useMemo, useState } from 'react';
import { NOTHING, type Selection, underFilter } from './selection';

/** A page of the list that is chosen from. */
interface Shown {
  data: { id: string }[];
  total: number;
}

/**
 * What of a list is chosen.
 *
 * @param filter what the list shows, the same object while it shows the same
 * @param isMore whether there may be more than were counted
 */
export function useSelection<F>(filter: F, page: Shown | undefined, isMore = false) {
  const [selected, select] = useState<Selection<F>>(NOTHING);
  const selection = useMemo(() => underFilter(selected, filter), [selected, filter]);
  const chosen: ReadonlySet<string> = useMemo(
    () =>
      selection.kind === 'all' ? new Set(page?.data.map(({ id }) => id) ?? []) : selection.ids,
    [selection, page],
  );
  const choose = useCallback((ids: ReadonlySet<string>) => select({ kind: 'some', ids }), []);
  const fitting = page?.total ?? 0;
  return {
    selection,
    select,
    /** The ids of the rows that are chosen, also on pages that are not shown. */
    chosen,
    choose,
    chooseAll: () => select({ kind: 'all', filter }),
    chooseNone: () => select(NOTHING),
    filter,
    /** How many all are that the list finds, at least. */
    fitting,
    isMore,
    count: selection.kind === 'all' ? fitting : selection.ids.size,
  };
}

/** A selection without the type of its filter, for what only shows it. */
export type Selecting = Pick<
  ReturnType<typeof useSelection<unknown>>,
  'selection' | 'chooseAll' | 'chooseNone' | 'fitting' | 'isMore' | 'count'
>;
