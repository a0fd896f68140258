import { Anchor, Code, Text } from '@mantine/core';
import { IconGitBranch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { CleanupStatus, Workspace, WorkspaceState } from '@/client';
import { listWorkspacesOptions } from '@/client/@tanstack/react-query.gen';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { choicesOf } from '@/shared/format/words';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { runsIn } from '../run/runsIn';
import { WORKSPACES } from '../workspacePath';
import { CleanUpButton } from './CleanUpButton';
import { WorkspaceUser } from './WorkspaceUser';
import { CLEANUPS, cleanupDetail, STATES } from './workspaceWords';

const COLUMNS: ColumnDef<Workspace>[] = [
  {
    header: 'Repository',
    meta: { sort: 'repo' },
    cell: ({ row: { original: workspace } }) => (
      <>
        <Anchor
          component={Link}
          to={runsIn(workspace.repo)}
          c="inherit"
          fz="sm"
          fw={500}
          style={{ overflowWrap: 'anywhere' }}
          title="All runs in this repository"
        >
          {workspace.repo}
        </Anchor>
        <Text size="xs" c="dimmed">
          on {workspace.host}
        </Text>
      </>
    ),
  },
  {
    header: 'Branch',
    cell: ({ row }) => (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {row.original.branch ?? '–'}
      </Text>
    ),
  },
  {
    header: 'State',
    meta: { width: 180 },
    cell: ({ row: { original: workspace } }) => (
      <StatusBadge status={workspace.state} label={STATES[workspace.state]} />
    ),
  },
  {
    header: 'Used by',
    cell: ({ row }) => (row.original.usedBy ? <WorkspaceUser runId={row.original.usedBy} /> : '–'),
  },
  {
    header: 'Last used',
    meta: { sort: 'lastUsedAt', width: 110 },
    cell: ({ row }) => <RelativeTime at={row.original.lastUsedAt} />,
  },
  {
    header: 'Cleanup',
    cell: ({ row: { original: workspace } }) => (
      <>
        <StatusBadge status={workspace.cleanupStatus} label={CLEANUPS[workspace.cleanupStatus]} />
        <Text size="xs" c="dimmed" maw={320} style={{ overflowWrap: 'anywhere' }}>
          {cleanupDetail(workspace)}
        </Text>
      </>
    ),
  },
  {
    id: 'acts',
    meta: { width: 96 },
    cell: ({ row }) => <CleanUpButton workspace={row.original} />,
  },
];

/** Working copies of repositories: who has them, and what becomes of their folders. */
export function WorkspacesPage() {
  const list = useListState('-lastUsedAt', ['state', 'cleanupStatus']);
  const state = list.filters.state as WorkspaceState | undefined;
  const cleanupStatus = list.filters.cleanupStatus as CleanupStatus | undefined;
  const workspaces = useQuery({
    ...listWorkspacesOptions({ query: { ...list.query, state, cleanupStatus } }),
    placeholderData: keepPreviousData,
    // Nothing tells that a host has deleted a folder.
    refetchInterval: ({ state: { data } }) =>
      data?.data.some((workspace) => workspace.cleanupStatus === 'pending') ? 2_000 : 15_000,
  });
  return (
    <Page title="Workflows">
      <WorkflowTabs value={WORKSPACES} />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search workspaces" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="State"
          value={state}
          options={choicesOf(STATES)}
          onChange={(value) => list.setFilter('state', value)}
          width={180}
        />
        <FilterSelect
          label="Cleanup"
          value={cleanupStatus}
          options={choicesOf(CLEANUPS)}
          onChange={(value) => list.setFilter('cleanupStatus', value)}
        />
      </Toolbar>
      <DataTable
        label="Workspaces"
        query={workspaces}
        columns={COLUMNS}
        rowId={(workspace) => workspace.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconGitBranch}
            title={list.isFiltered ? 'No workspaces here' : 'No workspaces yet'}
          >
            {list.isFiltered ? (
              'Nothing fits the search and filters.'
            ) : (
              <>
                The step <Code>git.clone</Code> of a flow makes one: a working copy of a repository
                on the host of a worker, for the steps that change, commit and push.
              </>
            )}
          </EmptyState>
        }
      />
    </Page>
  );
}
