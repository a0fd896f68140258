import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactFilter } from '@/client';
import { listContactsOptions } from '@/client/@tanstack/react-query.gen';
import type { Chosen } from '@/features/contacts/choice/selection';

/** Milliseconds after the last letter until contacts are counted. */
const PAUSE = 250;

/**
 * Whom a run is about: who was chosen before, else all that a filter finds, which begins as all
 * active contacts.
 */
export function useWhom(preset: Chosen | undefined) {
  const [filter, setFilter] = useState<ContactFilter>({ status: 'active' });
  const chosen: Chosen = preset ?? { contactFilter: filter };
  const [counted] = useDebouncedValue(chosen.contactFilter, PAUSE);
  const found = useQuery({
    ...listContactsOptions({ query: { ...filterQuery(counted), pageSize: 1 } }),
    enabled: chosen.contactIds === undefined,
    placeholderData: keepPreviousData,
  });
  return {
    chosen,
    /** How many it is about; undefined until that is known. */
    count: chosen.contactIds?.length ?? found.data?.total,
    isPreset: preset !== undefined,
    filter,
    setFilter,
  };
}

export type Whom = ReturnType<typeof useWhom>;

/** A filter as the list of contacts takes it. */
const filterQuery = (filter: ContactFilter | undefined) =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== null));
