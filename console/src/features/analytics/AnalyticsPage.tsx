import { Select, Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { getRunReportOptions } from '@/client/@tanstack/react-query.gen';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { choicesOf } from '@/shared/format/words';
import { Page } from '@/shared/layout/Page';
import { Toolbar } from '@/shared/list/Toolbar';
import { CHART_HEIGHT } from './chartHeight';
import { GroupTable } from './GroupTable';
import { Outliers } from './Outliers';
import { RangeFields } from './RangeFields';
import { ReportFigures } from './ReportFigures';
import { rangeOf } from './reportRange';
import { GROUPINGS, groupingOf, withGrouping } from './runGroups';

/** The library of charts is large and needed on few pages. */
const DayCharts = lazy(() => import('./DayCharts'));

/** Milliseconds between two looks: no event says that a report is old, for each run makes it so. */
const LOOK_AGAIN = 60_000;

/** How runs went: how many succeeded, how long they took, and what they cost. */
export function AnalyticsPage() {
  const [params, setParams] = useSearchParams();
  const range = rangeOf(params, new Date());
  const grouping = groupingOf(params.get('by'));
  const { from, to } = range;
  const daily = useQuery({
    ...getRunReportOptions({ query: { from, to, groupBy: 'day' } }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN,
  });
  const grouped = useQuery({
    ...getRunReportOptions({ query: { from, to, groupBy: grouping } }),
    refetchInterval: LOOK_AGAIN,
  });
  const failed = [daily, grouped].find(({ isError, data }) => isError && !data);
  const change = (next: URLSearchParams) => setParams(next, { replace: true });
  return (
    <Page title="Workflows">
      <WorkflowTabs value="/workflows/analytics" />
      <Toolbar>
        <RangeFields params={params} range={range} onChange={change} />
        <Select
          size="xs"
          w={150}
          aria-label="Group by"
          allowDeselect={false}
          data={choicesOf(GROUPINGS)}
          value={grouping}
          onChange={(value) => value && change(withGrouping(params, value))}
        />
      </Toolbar>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} />
      ) : !daily.data ? (
        <Loading />
      ) : daily.data.total.runs === 0 ? (
        <EmptyState icon={IconChartBar} title="No runs in these days">
          Choose other days, or start a run: how it went is summed up here.
        </EmptyState>
      ) : (
        <Stack aria-busy={daily.isPlaceholderData}>
          <ReportFigures figures={daily.data.total} />
          <Suspense fallback={<Skeleton height={CHART_HEIGHT} />}>
            <DayCharts report={daily.data} />
          </Suspense>
          {grouped.data ? (
            <>
              <GroupTable grouping={grouping} groups={grouped.data.groups} />
              <Outliers slowest={grouped.data.slowest} dearest={grouped.data.dearest} />
            </>
          ) : (
            <Loading />
          )}
        </Stack>
      )}
    </Page>
  );
}
