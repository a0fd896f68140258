import type { ContactFilter, ContactStatus, RunRequest } from '@/client';
import type { ContactListState } from '@/features/contacts/useContactList';

/** Who is to start: contacts one by one, or all that a filter finds, however many. */
export type Selection =
  | { kind: 'some'; ids: ReadonlySet<string> }
  | { kind: 'all'; filter: ContactFilter };

export const NOBODY: Selection = { kind: 'some', ids: new Set() };

/** What the list shows, as the API takes it for a seeding. */
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

/** What to ask the API for; null while nobody is chosen. */
export function requestOf(selection: Selection, uxNodeId: string | null): RunRequest | null {
  const where = uxNodeId ? { uxNodeId } : {};
  if (selection.kind === 'all') {
    return { contactFilter: selection.filter, ...where };
  }
  return selection.ids.size > 0 ? { contactIds: [...selection.ids], ...where } : null;
}
