import { Switch } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FlowKind } from '@/client';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { ToBlueprints } from '@/features/blueprints/ToBlueprints';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { May } from '@/shared/session/May';
import { WorkflowTabs } from '../WorkflowTabs';
import { FLOW_COLUMNS } from './flowColumns';
import { flowPath, KINDS } from './flowWords';
import { ImportFlow } from './ImportFlow';
import { NewFlow } from './NewFlow';

/** Milliseconds between two counts: they read much, so not every event has them read again. */
const COUNTED_EVERY = 60_000;

/** All flows, and how each goes. */
export function FlowsPage() {
  const list = useListState('-updatedAt', ['kind', 'tag', 'archived']);
  const flows = useQuery({
    ...listFlowsOptions({
      query: { ...list.query, kind: list.filters.kind as FlowKind, figures: 'true' },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: COUNTED_EVERY,
  });
  return (
    <Page
      title="Workflows"
      actions={
        <May needs="editor">
          <ImportFlow />
          <NewFlow />
        </May>
      }
    >
      <WorkflowTabs value="/workflows/flows" />
      <Toolbar
        isFiltered={list.isFiltered}
        onClear={list.clear}
        saved="flows"
        end={
          <Switch
            size="xs"
            label="Archived"
            checked={list.filters.archived === 'true'}
            onChange={(event) =>
              list.setFilter('archived', event.currentTarget.checked ? 'true' : null)
            }
          />
        }
      >
        <SearchField label="Search flows" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Kind"
          value={list.filters.kind}
          options={Object.values(KINDS).map(({ value, label }) => ({ value, label }))}
          onChange={(kind) => list.setFilter('kind', kind)}
        />
        <SearchField
          label="Tag"
          w={120}
          value={list.filters.tag ?? ''}
          onChange={(tag) => list.setFilter('tag', tag || null)}
        />
      </Toolbar>
      <DataTable
        label="Flows"
        query={flows}
        columns={FLOW_COLUMNS}
        remember="flows"
        rowId={(flow) => flow.id}
        rowLink={list.filters.archived === 'true' ? undefined : flowPath}
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
