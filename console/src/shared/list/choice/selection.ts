/** What of a list is chosen: rows one by one, or all that a filter finds, however many. */
export type Selection<F> = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all'; filter: F };

export const NOTHING = { kind: 'some', ids: new Set<string>() } as const;

/** The selection as it stands under a filter: all that another filter finds are not what one sees. */
export function underFilter<F>(selection: Selection<F>, filter: F): Selection<F> {
  const isOther =
    selection.kind === 'all' && JSON.stringify(selection.filter) !== JSON.stringify(filter);
  return isOther ? NOTHING : selection;
}

/** What is chosen, as acts on many take it. */
export type ChosenMany<F> = { ids: string[] } | { filter: F };

/** What is chosen, as acts on many take it; null while nothing is. */
export function manyOf<F>(selection: Selection<F>): ChosenMany<F> | null {
  if (selection.kind === 'all') {
    return { filter: selection.filter };
  }
  return selection.ids.size > 0 ? { ids: [...selection.ids] } : null;
}

/** The rows that are chosen once some of them are chosen, or not any more. */
export function withRows(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  isChosen: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (isChosen) {
      next.add(id);
    } else {
      next.delete(id);
    }
  }
  return next;
}
