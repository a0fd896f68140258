import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getContactOptions, listContactsOptions } from '@/client/@tanstack/react-query.gen';
import { contactName } from './contactName';

/** Milliseconds after the last letter until contacts are looked for. */
const PAUSE = 200;

/** Chooses one contact, who is found by name or address. */
export function ContactSelect({ value = null, ...select }: Omit<SelectProps, 'data'>) {
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, PAUSE);
  const found = useQuery({
    ...listContactsOptions({ query: { q: asked, status: 'active', pageSize: 20, sort: 'name' } }),
    placeholderData: keepPreviousData,
  }).data?.data;
  const chosen = useQuery({
    ...getContactOptions({ path: { id: value ?? '' } }),
    enabled: value !== null,
  }).data;
  const contacts = new Map(
    [...(found ?? []), ...(chosen ? [chosen] : [])].map((one) => [one.id, one]),
  );
  return (
    <Select
      label="Contact"
      placeholder="Find by name or address"
      searchable
      nothingFoundMessage="Nobody of that name"
      // The server has searched.
      filter={({ options }) => options}
      searchValue={q}
      onSearchChange={setQ}
      data={[...contacts.values()].map((one) => ({
        value: one.id,
        label: one.name && one.email ? `${one.name} (${one.email})` : contactName(one),
      }))}
      value={value}
      {...select}
    />
  );
}
