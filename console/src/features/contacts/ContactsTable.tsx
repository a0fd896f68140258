import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Contact, ContactStatus } from '@/client';
import { listContactsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';

const contactPath = (contact: Contact) => `/contacts/${contact.id}`;

const COLUMNS: ColumnDef<Contact>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Stack gap={0}>
        <Anchor component={Link} to={contactPath(row.original)} c="inherit" fw={500} fz="sm">
          {row.original.name ?? row.original.email ?? 'Without a name'}
        </Anchor>
        <Text size="xs" c="dimmed">
          {row.original.email}
        </Text>
      </Stack>
    ),
  },
  { header: 'Company', accessorKey: 'company', meta: { sort: 'company' } },
  {
    header: 'Tags',
    cell: ({ row }) => (
      <Group gap={4}>
        {row.original.tags.map((tag) => (
          <Badge key={tag} size="sm" variant="default" radius="sm" tt="none" fw={500}>
            {tag}
          </Badge>
        ))}
      </Group>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 120 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** Contacts as a table. */
export function ContactsTable() {
  const list = useListState('-createdAt', ['status', 'tag']);
  const contacts = useQuery({
    ...listContactsOptions({
      query: { ...list.query, status: list.filters.status as ContactStatus },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search contacts" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={['active', 'archived']}
          onChange={(status) => list.setFilter('status', status)}
        />
      </Toolbar>
      <DataTable
        label="Contacts"
        query={contacts}
        columns={COLUMNS}
        rowId={(contact) => contact.id}
        rowLink={contactPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconUsers} title="No contacts here">
            {list.isFiltered
              ? 'Nobody fits the search and filters.'
              : 'Add or import the first ones.'}
          </EmptyState>
        }
      />
    </>
  );
}
