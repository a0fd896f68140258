import { Anchor, Badge, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
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
import type { ContactList } from './useContactList';

/** Tags that a row has room for. */
const TAGS = 3;

const COLUMNS: ColumnDef<Contact>[] = [
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

/** The ids of those who are chosen, also on pages that are not shown. */
export type ChosenContacts = ReadonlySet<string>;

interface Props {
  contacts: ContactList;
  /** Who is chosen; without it rows are not chosen but lead to the contact. */
  chosen?: ChosenContacts;
  onChoose?: (chosen: ChosenContacts) => void;
  /** What a contact is to those who choose, beside its name. */
  note?: (contact: Contact) => string | undefined;
}

/** Contacts as a table, to look through or to choose from. */
export function ContactsTable({ contacts: { list, contacts }, chosen, onChoose, note }: Props) {
  const columns = useMemo(
    () => [
      ...(chosen && onChoose ? [checkColumn(chosen, onChoose)] : []),
      nameColumn(note),
      ...COLUMNS,
    ],
    [chosen, onChoose, note],
  );
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
        columns={columns}
        rowId={(contact) => contact.id}
        rowLink={chosen ? undefined : contactPath}
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

const nameColumn = (note: Props['note']): ColumnDef<Contact> => ({
  header: 'Name',
  meta: { sort: 'name' },
  cell: ({ row }) => {
    const noted = note?.(row.original);
    return (
      <Stack gap={0}>
        <Group gap={6} wrap="nowrap">
          <Anchor component={Link} to={contactPath(row.original)} c="inherit" fw={500} fz="sm">
            {contactName(row.original)}
          </Anchor>
          {noted && (
            <Badge size="xs" variant="light" color="gray" radius="sm" tt="none" fw={500}>
              {noted}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {row.original.email}
        </Text>
      </Stack>
    );
  },
});

function checkColumn(
  chosen: ChosenContacts,
  onChoose: (chosen: ChosenContacts) => void,
): ColumnDef<Contact> {
  const choose = (contacts: Contact[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const { id } of contacts) {
      if (isChosen) {
        next.add(id);
      } else {
        next.delete(id);
      }
    }
    onChoose(next);
  };
  return {
    id: 'chosen',
    meta: { width: 40 },
    header: ({ table }) => {
      const shown = table.getRowModel().rows.map((row) => row.original);
      const count = shown.filter(({ id }) => chosen.has(id)).length;
      return (
        <Checkbox
          size="xs"
          aria-label="Choose everybody on this page"
          checked={count > 0 && count === shown.length}
          indeterminate={count > 0 && count < shown.length}
          onChange={(event) => choose(shown, event.currentTarget.checked)}
        />
      );
    },
    cell: ({ row }) => (
      <Checkbox
        size="xs"
        aria-label={`Choose ${contactName(row.original)}`}
        checked={chosen.has(row.original.id)}
        onChange={(event) => choose([row.original], event.currentTarget.checked)}
      />
    ),
  };
}
