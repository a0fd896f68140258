import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workspace } from '@/client';
import { listWorkspacesOptions } from '@/client/@tanstack/react-query.gen';

/** Milliseconds after the last letter until workspaces are looked for. */
const PAUSE = 200;

/** Chooses one of the workspaces that are kept, found by repository or branch. */
export function WorkspaceSelect(select: Omit<SelectProps, 'data'>) {
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, PAUSE);
  const found = useQuery({
    ...listWorkspacesOptions({
      query: { q: asked, cleanupStatus: 'kept', pageSize: 20, sort: '-lastUsedAt' },
    }),
    placeholderData: keepPreviousData,
  }).data?.data;
  const [chosen, setChosen] = useState<Workspace>();
  const workspaces = new Map(
    [...(found ?? []), ...(chosen ? [chosen] : [])].map((one) => [one.id, one]),
  );
  return (
    <Select
      label="Which one"
      placeholder="Find by repository or branch"
      searchable
      nothingFoundMessage="No such workspace"
      // The server has searched.
      filter={({ options }) => options}
      searchValue={q}
      onSearchChange={setQ}
      data={[...workspaces.values()].map((one) => ({ value: one.id, label: labelOf(one) }))}
      {...select}
      onChange={(id, option) => {
        setChosen(id === null ? undefined : workspaces.get(id));
        select.onChange?.(id, option);
      }}
    />
  );
}

function labelOf({ repo, branch, state }: Workspace): string {
  const where = branch ? `${repo} at ${branch}` : repo;
  return state === 'in_use' ? `${where} (in use)` : where;
}
