import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactStatus } from '@/client';
import { listContactsOptions } from '@/client/@tanstack/react-query.gen';
import { useListState } from '@/shared/list/useListState';

const FILTERS = ['status', 'tag', 'lifecycleStage'] as const;

/** The contacts that the address asks for. */
export function useContactList() {
  const list = useListState('-createdAt', FILTERS);
  const contacts = useQuery({
    ...listContactsOptions({
      query: { ...list.query, status: list.filters.status as ContactStatus | undefined },
    }),
    placeholderData: keepPreviousData,
  });
  return { list, contacts };
}
