import type { ContactFilter, ContactStatus } from '@/client';
import type { ContactListState } from '../useContactList';

/** Who is chosen: contacts one by one, or all that a filter finds, however many. */
export type Selection =
  | { kind: 'some'; ids: ReadonlySet<string> }
  | { kind: 'all'; filter: ContactFilter };

export const NOBODY: Selection = { kind: 'some', ids: new Set() };

/** What the list shows, as the API takes it. */
export function filterOf({ q, filters }: Pick<ContactListState, 'q' | 'filters'>): ContactFilter {
  return {
    ...(q && { q }),
    ...(filters.tag && { tag: filters.tag }),
    ...(filters.lifecycleStage && { lifecycleStage: filters.lifecycleStage }),
    ...(filters.status && { status: filters.status as ContactStatus }),
  };
}

/** The selection as it stands under a filter: all that another filter finds are not what one sees. */
export function underFilter(selection: Selection, filter: ContactFilter): Selection {
  const isOther =
    selection.kind === 'all' && JSON.stringify(selection.filter) !== JSON.stringify(filter);
  return isOther ? NOBODY : selection;
}

/** Who is chosen, as the API takes it. */
export interface Chosen {
  contactIds?: string[];
  contactFilter?: ContactFilter;
}

/** Who is chosen, as the API takes it; null while nobody is. */
export function chosenOf(selection: Selection): Chosen | null {
  if (selection.kind === 'all') {
    return { contactFilter: selection.filter };
  }
  return selection.ids.size > 0 ? { contactIds: [...selection.ids] } : null;
}
