import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactActivity, ContactStatus } from '@/client';
import { listContactsOptions } from '@/client/@tanstack/react-query.gen';
import { type ListState, useListState, useLocalListState } from '@/shared/list/useListState';

const FILTERS = ['status', 'tag', 'lifecycleStage', 'company', 'attribute', 'activity'] as const;

export type ContactListState = ListState<(typeof FILTERS)[number]>;

/** The contacts that the address asks for. */
export function useContactList() {
  return useContacts(useListState('-createdAt', FILTERS));
}

/** The contacts that a dialog asks for. */
export function useLocalContactList() {
  return useContacts(useLocalListState('-createdAt', FILTERS));
}

function useContacts(list: ContactListState) {
  const contacts = useQuery({
    ...listContactsOptions({
      query: {
        ...list.query,
        status: list.filters.status as ContactStatus | undefined,
        activity: list.filters.activity as ContactActivity | undefined,
      },
    }),
    placeholderData: keepPreviousData,
  });
  return { list, contacts };
}

export type ContactList = ReturnType<typeof useContacts>;
