import { SegmentedControl, Switch } from '@mantine/core';
import { IconLayoutKanban, IconLayoutRows, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TriggerKind } from '@/client';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { MoreFilters } from '@/shared/list/MoreFilters';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { RUN_TYPE_NAMES, RUN_TYPES } from '@/shared/status/runTypes';
import { RUN_STATUSES } from '@/shared/status/tones';
import { useFlowChoices } from './useFlowChoices';
import type { RunFilters } from './useRunFilters';
import { RUN_VIEWS, type RunViewName } from './useRunView';

const SIGNS: Record<RunViewName, { label: string; icon: ReactNode }> = {
  list: { label: 'List', icon: <IconList size={15} /> },
  kanban: { label: 'Kanban', icon: <IconLayoutKanban size={15} /> },
  swimlane: { label: 'Swimlane', icon: <IconLayoutRows size={15} /> },
};

const TRIGGERS: readonly TriggerKind[] = [
  'user',
  'scheduled',
  'template',
  'journey',
  'webhook',
  'email',
  'api',
];

/** The filters that are not beside the search. */
const MORE = ['flowId', 'triggerKind'] as const;

/** Filters that links set: they are shown to be seen and taken away. */
const GIVEN = [
  { name: 'agentType', label: 'Type of agent' },
  { name: 'repo', label: 'Repository' },
  { name: 'branch', label: 'Branch' },
  { name: 'from', label: 'From day' },
  { name: 'to', label: 'To day' },
] as const;

interface Props {
  filters: RunFilters;
  view: RunViewName;
  onView: (view: RunViewName) => void;
}

/** Search, filters and the choice of view above the runs. */
export function RunToolbar({ filters, view, onView }: Props) {
  const { list, all } = filters;
  const flows = useFlowChoices();
  return (
    <Toolbar
      isFiltered={list.isFiltered}
      onClear={list.clear}
      saved="runs"
      end={
        <>
          <Switch
            size="xs"
            label="All runs"
            title="Also runs that another run has started"
            checked={all}
            onChange={(event) => list.setFilter('runs', event.currentTarget.checked ? 'all' : null)}
          />
          <SegmentedControl
            size="xs"
            aria-label="View"
            value={view}
            onChange={(chosen) => onView(chosen as RunViewName)}
            data={RUN_VIEWS.map((name) => ({
              value: name,
              label: (
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
                  {SIGNS[name].icon}
                  {SIGNS[name].label}
                </span>
              ),
            }))}
          />
        </>
      }
    >
      <SearchField label="Search runs" value={list.q} onChange={list.setSearch} w={200} />
      <FilterSelect
        label="Type"
        value={list.filters.workflowType}
        options={RUN_TYPE_NAMES.map((type) => ({ value: type, label: RUN_TYPES[type].label }))}
        onChange={(type) => list.setFilter('workflowType', type)}
        width={120}
      />
      {GIVEN.map(({ name, label }) => {
        const given = list.filters[name];
        return (
          given && (
            <FilterSelect
              key={name}
              label={label}
              value={given}
              options={[{ value: given, label: given }]}
              onChange={(value) => list.setFilter(name, value)}
              width={180}
            />
          )
        );
      })}
      {view === 'list' && (
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={RUN_STATUSES}
          onChange={(status) => list.setFilter('status', status)}
          width={120}
        />
      )}
      <MoreFilters count={MORE.filter((name) => list.filters[name]).length}>
        <FilterSelect
          label="Flow"
          width={226}
          value={list.filters.flowId}
          options={flows}
          onChange={(flow) => list.setFilter('flowId', flow)}
        />
        <FilterSelect
          label="Started by"
          width={226}
          value={list.filters.triggerKind}
          options={TRIGGERS}
          onChange={(kind) => list.setFilter('triggerKind', kind)}
        />
      </MoreFilters>
    </Toolbar>
  );
}
