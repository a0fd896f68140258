import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { EntityStatus } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { useListState } from '@/shared/list/useListState';
import { WorkflowTabs } from '../WorkflowTabs';
import { JOURNEY_FILTERS, JourneyFilters } from './JourneyFilters';
import { JourneysTable } from './JourneysTable';
import { JourneyViews, viewOf } from './JourneyViews';

const Funnel = lazy(async () => ({ default: (await import('./funnel/Funnel')).Funnel }));

const JourneyBoard = lazy(async () => ({ default: (await import('./JourneyBoard')).JourneyBoard }));

/** Everybody who is, or was, on a journey: as a table, on the board of a flow's spine, or as its funnel. */
export function JourneysPage() {
  const list = useListState('-updatedAt', JOURNEY_FILTERS);
  const [params] = useSearchParams();
  const view = viewOf(params);
  // The board has columns for those under way and for those who have ended.
  const { flowId, live: _, ...filters } = list.filters;
  return (
    <Page title="Workflows" full={view === 'board'}>
      <WorkflowTabs value="/workflows/journeys" />
      <JourneyFilters list={list} end={<JourneyViews />} />
      <Suspense fallback={<Loading />}>
        {/* Those who were chosen on one flow are not on another. */}
        {view === 'list' && <JourneysTable key={flowId} list={list} />}
        {view === 'board' && (
          <JourneyBoard
            flowId={flowId}
            filter={{ ...filters, q: list.q, status: filters.status as EntityStatus | undefined }}
          />
        )}
        {view === 'funnel' && <Funnel key={flowId} flowId={flowId} />}
      </Suspense>
    </Page>
  );
}
