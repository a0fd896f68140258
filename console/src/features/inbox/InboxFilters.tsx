import type { TaskKind } from '@/client';
import { useBusinessFlows } from '@/features/workflows/journeys/useBusinessFlows';
import { useStages } from '@/features/workflows/journeys/useStages';
import { useFlowChoices } from '@/features/workflows/runs/useFlowChoices';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { MoreFilters } from '@/shared/list/MoreFilters';
import type { ListState } from '@/shared/list/useListState';
import { TASK_FILTERS, type TaskFilter } from './taskFilter';

const KINDS: Record<TaskKind, string> = {
  step: 'A step asks',
  blocked: 'A journey is blocked',
  approval: 'A journey may leave its stage',
  deadline: 'A journey stays too long',
  absence: 'Somebody is away',
  mailbox: 'A mailbox is paused',
};

/** Filters of tasks; stages can be chosen once a business flow is. */
export function InboxFilters({ list }: { list: ListState<TaskFilter> }) {
  const { flowId, uxNodeId, kind, overdue, assigned } = list.filters;
  const business = useBusinessFlows();
  const system = useFlowChoices();
  const hasStages = business.some(({ id }) => id === flowId);
  const { stages } = useStages(hasStages ? flowId : undefined);
  return (
    <MoreFilters count={TASK_FILTERS.filter((name) => list.filters[name]).length}>
      <FilterSelect
        label="Flow"
        width={226}
        value={flowId}
        options={[...business.map(({ id, name }) => ({ value: id, label: name })), ...system]}
        onChange={(flow) => list.setFilters({ flowId: flow, uxNodeId: null })}
      />
      {hasStages && (
        <FilterSelect
          label="Stage"
          width={226}
          value={uxNodeId}
          options={stages.map(({ value, label }) => ({ value, label }))}
          onChange={(stage) => list.setFilter('uxNodeId', stage)}
        />
      )}
      <FilterSelect
        label="What is asked"
        width={226}
        value={kind}
        options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        onChange={(chosen) => list.setFilter('kind', chosen)}
      />
      <FilterSelect
        label="Overdue or not"
        width={226}
        value={overdue}
        options={[
          { value: 'true', label: 'Overdue' },
          { value: 'false', label: 'Not overdue' },
        ]}
        onChange={(chosen) => list.setFilter('overdue', chosen)}
      />
      <FilterSelect
        label="Assigned or not"
        width={226}
        value={assigned}
        options={[
          { value: 'true', label: 'Assigned' },
          { value: 'false', label: 'Not assigned' },
        ]}
        onChange={(chosen) => list.setFilter('assigned', chosen)}
      />
    </MoreFilters>
  );
}
