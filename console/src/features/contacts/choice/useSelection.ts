import { useCallback, useMemo, useState } from 'react';
import type { ChosenContacts } from '../contactColumns';
import type { ContactList } from '../useContactList';
import { filterOf, NOBODY, type Selection, underFilter } from './selection';

/** Who of a list of contacts is chosen. */
export function useSelection({ list, contacts }: ContactList) {
  const [selected, select] = useState<Selection>(NOBODY);
  const filter = useMemo(() => filterOf(list), [list]);
  const selection = useMemo(() => underFilter(selected, filter), [selected, filter]);
  const page = contacts.data;
  const chosen: ChosenContacts = useMemo(
    () =>
      selection.kind === 'all' ? new Set(page?.data.map(({ id }) => id) ?? []) : selection.ids,
    [selection, page],
  );
  const choose = useCallback((ids: ChosenContacts) => select({ kind: 'some', ids }), []);
  return { selection, select, filter, fitting: page?.total ?? 0, chosen, choose };
}
