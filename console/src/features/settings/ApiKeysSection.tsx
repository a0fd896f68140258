import { Button, Code } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { type ApiKey, revokeApiKey } from '@/client';
import { listApiKeysOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { humanize } from '@/shared/format/words';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { ApiKeyModal } from './ApiKeyModal';
import { SectionIntro } from './SectionIntro';
import { useRemoval } from './useRemoval';

/** The keys by which programs and people are let in. */
export function ApiKeysSection() {
  const list = useListState('-createdAt');
  const [making, make] = useDisclosure(false);
  const keys = useQuery({
    ...listApiKeysOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  const revoke = useRemoval<ApiKey>({
    list: 'listApiKeys',
    verb: 'Revoke',
    nameOf: (key) => key.name,
    consequence: 'Whoever uses it is refused from now on. This cannot be taken back.',
    remove: (key) => revokeApiKey({ path: { id: key.id }, throwOnError: true }),
  });
  const columns: ColumnDef<ApiKey>[] = [
    { header: 'Name', accessorKey: 'name', meta: { sort: 'name' } },
    { header: 'Key', cell: ({ row }) => <Code>{row.original.prefix}…</Code> },
    { header: 'Role', meta: { sort: 'role' }, cell: ({ row }) => humanize(row.original.role) },
    {
      header: 'State',
      cell: ({ row }) => (
        <StatusBadge
          status={row.original.revokedAt ? 'cancelled' : 'completed'}
          label={row.original.revokedAt ? 'Revoked' : 'Good'}
        />
      ),
    },
    {
      header: 'Last used',
      meta: { sort: 'lastUsedAt' },
      cell: ({ row }) => <RelativeTime at={row.original.lastUsedAt} c="dimmed" />,
    },
    {
      header: 'Made',
      meta: { sort: 'createdAt' },
      cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
    },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 90 },
      cell: ({ row }) =>
        row.original.revokedAt ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Revoke ${row.original.name}`}
            onClick={() => revoke(row.original)}
          >
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <>
      <SectionIntro
        action={
          <Button size="xs" leftSection={<IconPlus size={14} />} onClick={make.open}>
            New key
          </Button>
        }
      >
        Each key has a role: viewers look, operators act on runs, journeys and contacts, editors
        change flows and campaigns, admins change these settings.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search keys" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="API keys"
        query={keys}
        columns={columns}
        rowId={(key) => key.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconKey} title="No keys">
            {list.isFiltered
              ? 'None is called that.'
              : 'None is needed while Stitch is only reached from its own machine.'}
          </EmptyState>
        }
      />
      <ApiKeyModal opened={making} onClose={make.close} />
    </>
  );
}
