import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Contact } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { contactName, contactPath } from './contactName';
import { useContactList } from './useContactList';

/** Tags that a row has room for. */
const TAGS = 3;

const COLUMNS: ColumnDef<Contact>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Stack gap={0}>
        <Anchor component={Link} to={contactPath(row.original)} c="inherit" fw={500} fz="sm">
          {contactName(row.original)}
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
        {row.original.tags.slice(0, TAGS).map((tag) => (
          <Badge key={tag} size="sm" variant="default" radius="sm" tt="none" fw={500}>
            {tag}
          </Badge>
        ))}
        {row.original.tags.length > TAGS && (
          <Text size="xs" c="dimmed">
            +{row.original.tags.length - TAGS}
          </Text>
        )}
      </Group>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 150 },
    cell: ({ row }) =>
      row.original.unsubscribedAt ? (
        <StatusBadge status="paused" label="Unsubscribed" />
      ) : (
        <StatusBadge
          status={row.original.status === 'active' ? 'completed' : 'archived'}
          label={row.original.status === 'active' ? 'Active' : 'Archived'}
        />
      ),
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** Contacts as a table. */
export function ContactsTable() {
  const { list, contacts } = useContactList();
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
        <SearchField
          label="Tag"
          w={120}
          value={list.filters.tag ?? ''}
          onChange={(tag) => list.setFilter('tag', tag || null)}
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
