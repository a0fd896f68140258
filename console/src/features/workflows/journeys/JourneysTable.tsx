import { Anchor, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { EntityStatus, EntityView } from '@/client';
import { listEntitiesOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { humanize } from '@/shared/format/words';
import { DataTable } from '@/shared/list/DataTable';
import type { ListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import type { JourneyFilter } from './JourneyFilters';
import { journeyPath } from './journeyPath';

const COLUMNS: ColumnDef<EntityView>[] = [
  {
    header: 'Contact',
    meta: { sort: 'contactName' },
    cell: ({ row }) => (
      <Stack gap={0}>
        <Anchor component={Link} to={journeyPath(row.original)} c="inherit" fw={500} fz="sm">
          {row.original.contact.name ?? row.original.contact.email ?? 'Without a name'}
        </Anchor>
        <Text size="xs" c="dimmed">
          {row.original.contact.email}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'Stage',
    meta: { sort: 'currentNodeId' },
    cell: ({ row }) => (row.original.currentNodeId ? humanize(row.original.currentNodeId) : '–'),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 140 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'In stage since',
    meta: { sort: 'enteredNodeAt', width: 140 },
    cell: ({ row }) => <RelativeTime at={row.original.enteredNodeAt} c="dimmed" />,
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 140 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** Journeys as a table. */
export function JourneysTable({ list }: { list: ListState<JourneyFilter> }) {
  const entities = useQuery({
    ...listEntitiesOptions({
      query: { ...list.query, status: list.filters.status as EntityStatus },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <DataTable
      label="Journeys"
      query={entities}
      columns={COLUMNS}
      rowId={(entity) => entity.id}
      rowLink={journeyPath}
      sort={list.sort}
      onSort={list.setSort}
      page={list.page}
      onPage={list.setPage}
      empty={
        <EmptyState icon={IconRoute} title="No journeys here">
          {list.isFiltered
            ? 'Nothing fits the search and filters.'
            : 'Journeys begin when contacts are started on a business flow.'}
        </EmptyState>
      }
    />
  );
}
