import { Anchor, Badge, Group, Switch, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Session, SessionStatus } from '@/client';
import { listSessionsOptions } from '@/client/@tanstack/react-query.gen';
import { QuickActions } from '@/features/batches/QuickActions';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatDollars } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { MOST_FOUND } from '@/shared/list/mostFound';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { SESSIONS, sessionPath } from '../sessionPath';

const STATUSES: readonly SessionStatus[] = ['active', 'waiting', 'idle', 'closed'];

const COLUMNS: ColumnDef<Session>[] = [
  {
    header: 'Session',
    meta: { width: '55%' },
    cell: ({ row: { original: session } }) => (
      // What was said last takes the room that the other columns leave, however long it is.
      <div style={{ minWidth: '100%', width: 0 }}>
        <Group gap={8} wrap="nowrap">
          <Anchor
            component={Link}
            to={sessionPath(session)}
            c="inherit"
            fw={session.unreadCount > 0 ? 700 : 500}
            fz="sm"
            truncate
          >
            {session.name}
          </Anchor>
          {session.unreadCount > 0 && (
            <Badge size="sm" variant="default" tt="none">
              {session.unreadCount} unread
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {session.lastMessage}
        </Text>
      </div>
    ),
  },
  {
    header: 'Status',
    meta: { width: 110 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  { header: 'Runs', meta: { numeric: true, width: 70 }, cell: ({ row }) => row.original.runs },
  {
    header: 'Cost',
    meta: { numeric: true, width: 90 },
    cell: ({ row }) => formatDollars(row.original.costUsd),
  },
  {
    header: 'Updated',
    meta: { width: 110 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} />,
  },
];

/** Conversations between people and agents, and which have something new to read. */
export function SessionsPage() {
  const list = useListState('-updatedAt', ['status', 'unread']);
  const status = list.filters.status as SessionStatus | undefined;
  const sessions = useQuery({
    ...listSessionsOptions({ query: { ...list.query, status } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Workflows" actions={<QuickActions actions={['agent']} />}>
      <WorkflowTabs value={SESSIONS} />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search sessions" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={status}
          options={STATUSES}
          onChange={(value) => list.setFilter('status', value)}
        />
        <Switch
          size="xs"
          label="Unread only"
          checked={list.filters.unread === 'true'}
          onChange={({ currentTarget: { checked } }) =>
            list.setFilter('unread', checked ? 'true' : null)
          }
        />
      </Toolbar>
      <DataTable
        label="Sessions"
        query={sessions}
        columns={COLUMNS}
        rowId={(session) => session.id}
        rowLink={sessionPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        isMore={
          (list.q !== '' || list.filters.unread !== undefined) &&
          sessions.data?.total === MOST_FOUND
        }
        empty={
          <EmptyState
            icon={IconMessages}
            title={list.isFiltered ? 'No sessions here' : 'No sessions yet'}
          >
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'Each agent that is started has a session: what it was told, thought, did and answered, and where you write to it.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
