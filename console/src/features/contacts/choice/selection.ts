import type { ContactFilter } from '@/client';
import type { Selection } from '@/shared/list/choice/selection';
import type { ContactListState } from '../useContactList';

/** What the list shows, as the API takes it. */
export function filterOf({ q, filters }: Pick<ContactListState, 'q' | 'filters'>): ContactFilter {
  return { ...(q && { q }), ...(filters as ContactFilter) };
}

/** Who is chosen, as the API takes it. */
export interface Chosen {
  contactIds?: string[];
  contactFilter?: ContactFilter;
}

/** Who is chosen, as the API takes it; null while nobody is. */
export function chosenOf(selection: Selection<ContactFilter>): Chosen | null {
  if (selection.kind === 'all') {
    return { contactFilter: selection.filter };
  }
  return selection.ids.size > 0 ? { contactIds: [...selection.ids] } : null;
}
