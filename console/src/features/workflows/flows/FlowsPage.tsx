import { Anchor, Badge } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { FlowKind, FlowSummary } from '@/client';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { ToBlueprints } from '@/features/blueprints/ToBlueprints';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { WorkflowTabs } from '../WorkflowTabs';
import { NewFlow } from './NewFlow';

const KINDS: Record<FlowKind, { value: FlowKind; label: string; color: string }> = {
  bmc: { value: 'bmc', label: 'Business flow', color: 'iris' },
  system: { value: 'system', label: 'System flow', color: 'gray' },
};

const flowPath = (flow: FlowSummary) => `/workflows/flows/${flow.id}`;

const COLUMNS: ColumnDef<FlowSummary>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Anchor component={Link} to={flowPath(row.original)} c="inherit" fw={500} fz="sm">
        {row.original.name}
      </Anchor>
    ),
  },
  {
    header: 'Kind',
    meta: { sort: 'kind', width: 160 },
    cell: ({ row }) => (
      <Badge variant="light" radius="sm" tt="none" fw={500} color={KINDS[row.original.kind].color}>
        {KINDS[row.original.kind].label}
      </Badge>
    ),
  },
  {
    header: 'Version',
    meta: { numeric: true, width: 110 },
    cell: ({ row }) => row.original.latestVersion ?? 'Draft',
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 140 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** All flows. */
export function FlowsPage() {
  const list = useListState('-updatedAt', ['kind']);
  const flows = useQuery({
    ...listFlowsOptions({ query: { ...list.query, kind: list.filters.kind as FlowKind } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Workflows" actions={<NewFlow />}>
      <WorkflowTabs value="/workflows/flows" />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search flows" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Kind"
          value={list.filters.kind}
          options={Object.values(KINDS)}
          onChange={(kind) => list.setFilter('kind', kind)}
        />
      </Toolbar>
      <DataTable
        label="Flows"
        query={flows}
        columns={COLUMNS}
        rowId={(flow) => flow.id}
        rowLink={flowPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconArrowsShuffle}
            title="No flows here"
            action={!list.isFiltered && <ToBlueprints />}
          >
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'A flow says what happens to a contact, and when.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
