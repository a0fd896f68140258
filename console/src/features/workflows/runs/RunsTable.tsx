import { Anchor, Group } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { RunStatus, RunView, WorkflowType } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { Duration } from '@/shared/format/Duration';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import { RUN_TYPE_NAMES, RUN_TYPES } from '@/shared/status/runTypes';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { RUN_STATUSES } from '@/shared/status/tones';

const runPath = (run: RunView) => `/workflows/runs/${run.id}`;

const COLUMNS: ColumnDef<RunView>[] = [
  {
    header: 'Run',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Group gap="sm" wrap="nowrap">
        <RunTypeIcon type={row.original.workflowType} />
        <Anchor component={Link} to={runPath(row.original)} c="inherit" fw={500} fz="sm">
          {row.original.name}
        </Anchor>
      </Group>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 140 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Done',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => row.original.successItems,
  },
  {
    header: 'Skipped',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => row.original.skippedItems,
  },
  {
    header: 'Errors',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => row.original.errorItems,
  },
  {
    header: 'Duration',
    meta: { sort: 'durationMs', numeric: true, width: 110 },
    cell: ({ row }) => <Duration {...row.original} />,
  },
  {
    header: 'Created',
    meta: { sort: 'createdAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
];

/** Runs as a table. */
export function RunsTable() {
  const list = useListState('-createdAt', ['status', 'workflowType']);
  const runs = useQuery({
    ...listRunsOptions({
      query: {
        ...list.query,
        status: list.filters.status as RunStatus,
        workflowType: list.filters.workflowType as WorkflowType,
        topLevel: 'true',
      },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search runs" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Type"
          value={list.filters.workflowType}
          options={RUN_TYPE_NAMES.map((type) => ({ value: type, label: RUN_TYPES[type].label }))}
          onChange={(type) => list.setFilter('workflowType', type)}
        />
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={RUN_STATUSES}
          onChange={(status) => list.setFilter('status', status)}
        />
      </Toolbar>
      <DataTable
        label="Runs"
        query={runs}
        columns={COLUMNS}
        rowId={(run) => run.id}
        rowLink={runPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconPlayerPlay} title="No runs here">
            {list.isFiltered ? 'Nothing fits the search and filters.' : 'Nothing has run yet.'}
          </EmptyState>
        }
      />
    </>
  );
}
