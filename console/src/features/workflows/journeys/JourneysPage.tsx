import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { EntityStatus } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { useListState } from '@/shared/list/useListState';
import { WorkflowTabs } from '../WorkflowTabs';
import { type JourneyFilter, JourneyFilters } from './JourneyFilters';
import { JourneysTable } from './JourneysTable';
import { JourneyViews } from './JourneyViews';

const JourneyBoard = lazy(async () => ({ default: (await import('./JourneyBoard')).JourneyBoard }));

const FILTERS: readonly JourneyFilter[] = ['status', 'flowId', 'uxNodeId'];

/** Everybody who is, or was, on a journey: as a table, or on the board of a flow's spine. */
export function JourneysPage() {
  const list = useListState<JourneyFilter>('-updatedAt', FILTERS);
  const [params] = useSearchParams();
  const isBoard = params.get('view') === 'board';
  const { status, flowId, uxNodeId } = list.filters;
  return (
    <Page title="Workflows" full={isBoard}>
      <WorkflowTabs value="/workflows/journeys" />
      <JourneyFilters list={list} end={<JourneyViews />} />
      {isBoard ? (
        <Suspense fallback={<Loading />}>
          <JourneyBoard
            flowId={flowId}
            filter={{ uxNodeId, q: list.q, status: status as EntityStatus | undefined }}
          />
        </Suspense>
      ) : (
        <JourneysTable list={list} />
      )}
    </Page>
  );
}
