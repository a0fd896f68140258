import { SegmentedControl, Switch } from '@mantine/core';
import { IconLayoutKanban, IconLayoutRows, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { RUN_TYPE_NAMES, RUN_TYPES } from '@/shared/status/runTypes';
import { RUN_STATUSES } from '@/shared/status/tones';
import type { RunFilters } from './useRunFilters';
import { RUN_VIEWS, type RunViewName } from './useRunView';

const SIGNS: Record<RunViewName, { label: string; icon: ReactNode }> = {
  list: { label: 'List', icon: <IconList size={15} /> },
  kanban: { label: 'Kanban', icon: <IconLayoutKanban size={15} /> },
  swimlane: { label: 'Swimlane', icon: <IconLayoutRows size={15} /> },
};

interface Props {
  filters: RunFilters;
  view: RunViewName;
  onView: (view: RunViewName) => void;
}

/** Search, filters and the choice of view above the runs. */
export function RunToolbar({ filters, view, onView }: Props) {
  const { list, all } = filters;
  return (
    <Toolbar
      isFiltered={list.isFiltered}
      onClear={list.clear}
      end={
        <>
          <Switch
            size="xs"
            label="All runs"
            description={undefined}
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
      {view === 'list' && (
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={RUN_STATUSES}
          onChange={(status) => list.setFilter('status', status)}
          width={120}
        />
      )}
    </Toolbar>
  );
}
