import { Pill } from '@mantine/core';
import type { ReactNode } from 'react';
import { AttributeField } from '@/features/contacts/AttributeField';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { MoreFilters } from '@/shared/list/MoreFilters';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import type { ListState } from '@/shared/list/useListState';
import { ENTITY_STATUSES } from '@/shared/status/tones';
import { cohortWords } from './stageList';
import { useBusinessFlows } from './useBusinessFlows';
import { stageName, useStages } from './useStages';

/** The filters of journeys that figures lead to, by the names of the API. */
const COHORT_FILTERS = ['cameTo', 'from', 'to', 'became', 'version'] as const;

/** They are of one flow, and go with it. */
const NO_COHORT = Object.fromEntries(COHORT_FILTERS.map((name) => [name, null]));

/** The filters that are not beside the search: most are of the contact. */
const MORE = ['live', 'tag', 'company', 'attribute'] as const;

export const JOURNEY_FILTERS = [
  'status',
  'flowId',
  'uxNodeId',
  ...MORE,
  ...COHORT_FILTERS,
] as const;

export type JourneyFilter = (typeof JOURNEY_FILTERS)[number];

interface Props {
  list: ListState<JourneyFilter>;
  end: ReactNode;
}

/** Search and filters above the journeys; stages can be chosen once a flow is. */
export function JourneyFilters({ list, end }: Props) {
  const { flowId, status, uxNodeId, cameTo } = list.filters;
  const flows = useBusinessFlows();
  const { stages } = useStages(flowId);
  const cohort = cohortWords(list.filters, stageName(stages, cameTo));
  return (
    <Toolbar isFiltered={list.isFiltered} onClear={list.clear} end={end} saved="journeys">
      <SearchField label="Search journeys" value={list.q} onChange={list.setSearch} w={200} />
      <FilterSelect
        label="Flow"
        width={170}
        value={flowId}
        options={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => list.setFilters({ ...NO_COHORT, flowId: flow, uxNodeId: null })}
      />
      {flowId && (
        <FilterSelect
          label="Stage"
          width={130}
          value={uxNodeId}
          options={stages.map(({ value, label }) => ({ value, label }))}
          onChange={(stage) => list.setFilter('uxNodeId', stage)}
        />
      )}
      <FilterSelect
        label="Status"
        width={120}
        value={status}
        options={ENTITY_STATUSES}
        onChange={(chosen) => list.setFilter('status', chosen)}
      />
      <MoreFilters count={MORE.filter((name) => list.filters[name]).length}>
        <FilterSelect
          label="Under way or ended"
          width={226}
          value={list.filters.live}
          options={[
            { value: 'true', label: 'Under way' },
            { value: 'false', label: 'Ended' },
          ]}
          onChange={(live) => list.setFilter('live', live)}
        />
        <SearchField
          label="Tag of the contact"
          w="100%"
          value={list.filters.tag ?? ''}
          onChange={(tag) => list.setFilter('tag', tag || null)}
        />
        <SearchField
          label="Company"
          w="100%"
          value={list.filters.company ?? ''}
          onChange={(company) => list.setFilter('company', company || null)}
        />
        <AttributeField
          value={list.filters.attribute ?? ''}
          onChange={(attribute) => list.setFilter('attribute', attribute || null)}
        />
      </MoreFilters>
      {cohort && (
        <Pill
          size="md"
          withRemoveButton
          removeButtonProps={{
            'aria-label': `Remove the filter ${cohort}`,
            'aria-hidden': false,
            tabIndex: 0,
          }}
          onRemove={() => list.setFilters(NO_COHORT)}
        >
          {cohort}
        </Pill>
      )}
    </Toolbar>
  );
}
