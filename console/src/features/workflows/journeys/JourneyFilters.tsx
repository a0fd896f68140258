import type { ReactNode } from 'react';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import type { ListState } from '@/shared/list/useListState';
import { ENTITY_STATUSES } from '@/shared/status/tones';
import { useBusinessFlows } from './useBusinessFlows';
import { useStages } from './useStages';

export type JourneyFilter = 'status' | 'flowId' | 'uxNodeId';

interface Props {
  list: ListState<JourneyFilter>;
  end: ReactNode;
}

/** Search and filters above the journeys; stages can be chosen once a flow is. */
export function JourneyFilters({ list, end }: Props) {
  const { flowId, status, uxNodeId } = list.filters;
  const flows = useBusinessFlows();
  const { stages } = useStages(flowId);
  return (
    <Toolbar isFiltered={list.isFiltered} onClear={list.clear} end={end}>
      <SearchField label="Search journeys" value={list.q} onChange={list.setSearch} />
      <FilterSelect
        label="Flow"
        width={190}
        value={flowId}
        options={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => list.setFilters({ flowId: flow, uxNodeId: null })}
      />
      {flowId && (
        <FilterSelect
          label="Stage"
          value={uxNodeId}
          options={stages.map(({ value, label }) => ({ value, label }))}
          onChange={(stage) => list.setFilter('uxNodeId', stage)}
        />
      )}
      <FilterSelect
        label="Status"
        value={status}
        options={ENTITY_STATUSES}
        onChange={(chosen) => list.setFilter('status', chosen)}
      />
    </Toolbar>
  );
}
