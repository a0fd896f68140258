import { IconListDetails } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NodeStatus } from '@/client';
import { listRunStepsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { Pager } from '@/shared/list/Pager';
import { SearchField } from '@/shared/list/SearchField';
import { SortSelect } from '@/shared/list/SortSelect';
import { Toolbar } from '@/shared/list/Toolbar';
import { PAGE_SIZE, useListState } from '@/shared/list/useListState';
import { StepItem } from './StepItem';
import classes from './StepTimeline.module.css';
import { ITEM_STEPS } from './stepWords';

const TYPES = Object.entries(ITEM_STEPS).map(([value, label]) => ({ value, label }));

const STATUSES: readonly NodeStatus[] = [
  'running',
  'waiting',
  'completed',
  'skipped',
  'failed',
  'cancelled',
];

const SORTS = [
  ['stepIndex', 'First to last'],
  ['-stepIndex', 'Newest first'],
  ['-durationMs', 'Slowest first'],
] as const;

/** What a run did with each of its items and pages, of which there may be very many. */
export function RunItems({ runId }: { runId: string }) {
  const list = useListState('stepIndex', ['stepType', 'status']);
  const { stepType, status } = list.filters;
  const steps = useQuery({
    ...listRunStepsOptions({
      path: { id: runId },
      query: { ...list.query, status: status as NodeStatus | undefined },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Toolbar
        isFiltered={list.isFiltered}
        onClear={list.clear}
        end={<SortSelect sort={list.sort} onSort={list.setSort} sorts={SORTS} />}
      >
        <SearchField label="Search address or tool" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Type"
          value={stepType}
          options={TYPES}
          onChange={(value) => list.setFilter('stepType', value)}
          width={220}
        />
        <FilterSelect
          label="Status"
          value={status}
          options={STATUSES}
          onChange={(value) => list.setFilter('status', value)}
        />
      </Toolbar>
      {steps.isPending && <Loading />}
      {steps.isError && <ErrorState error={steps.error} onRetry={() => steps.refetch()} />}
      {steps.data?.total === 0 && (
        <EmptyState icon={IconListDetails} title={list.isFiltered ? 'Nothing here' : 'Nothing yet'}>
          {list.isFiltered
            ? 'No item or page fits the search and filters.'
            : 'Each page and contact shows here as soon as the run has worked it off.'}
        </EmptyState>
      )}
      {steps.data && steps.data.total > 0 && (
        <>
          <ol className={classes.steps} aria-label="Items and pages">
            {steps.data.data.map((step) => (
              <StepItem key={step.id} step={step} />
            ))}
          </ol>
          <Pager
            page={list.page}
            pageSize={PAGE_SIZE}
            total={steps.data.total}
            onPage={list.setPage}
          />
        </>
      )}
    </>
  );
}
