import { Anchor, Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { ScheduleKind, ScheduleView } from '@/client';
import { listSchedulesOptions } from '@/client/@tanstack/react-query.gen';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { choicesOf } from '@/shared/format/words';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { FireStatus } from '../FireStatus';
import { ScheduleState } from '../ScheduleState';
import { SCHEDULES, schedulePath } from '../schedulePath';
import { KINDS, timesOf } from '../scheduleWords';
import { NewSchedule, NewScheduleButton } from './NewSchedule';

const COLUMNS: ColumnDef<ScheduleView>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Anchor component={Link} to={schedulePath(row.original)} c="inherit" fw={500} fz="sm">
        {row.original.name}
      </Anchor>
    ),
  },
  {
    header: 'Does',
    meta: { sort: 'kind', width: 160 },
    cell: ({ row }) => KINDS[row.original.kind],
  },
  {
    header: 'When',
    cell: ({ row }) => (
      <Text span size="sm" c="dimmed">
        {timesOf(row.original)}
      </Text>
    ),
  },
  {
    header: 'State',
    meta: { width: 120 },
    cell: ({ row }) => <ScheduleState schedule={row.original} />,
  },
  {
    header: 'Next',
    meta: { width: 110 },
    cell: ({ row }) => <RelativeTime at={row.original.nextRuns[0]} />,
  },
  {
    header: 'Last result',
    meta: { width: 140 },
    cell: ({ row }) => <FireStatus fire={row.original.lastRuns[0]} />,
  },
];

/** All schedules: what runs again and again, when next, and how it went last. */
export function SchedulesPage() {
  const list = useListState('-createdAt', ['kind']);
  const mayEdit = useMay('editor');
  const kind = list.filters.kind as ScheduleKind | undefined;
  const schedules = useQuery({
    ...listSchedulesOptions({ query: { ...list.query, kind } }),
    placeholderData: keepPreviousData,
    // Nothing tells of a time that comes.
    refetchInterval: 15_000,
  });
  return (
    <Page title="Workflows" actions={mayEdit && <NewSchedule />}>
      <WorkflowTabs value={SCHEDULES} />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search schedules" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Does"
          value={kind}
          options={choicesOf(KINDS)}
          onChange={(value) => list.setFilter('kind', value)}
        />
      </Toolbar>
      <DataTable
        label="Schedules"
        query={schedules}
        columns={COLUMNS}
        rowId={(schedule) => schedule.id}
        rowLink={schedulePath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconCalendarTime}
            title={list.isFiltered ? 'No schedules here' : 'No schedules yet'}
            action={!list.isFiltered && mayEdit && <NewScheduleButton />}
          >
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'A schedule runs a flow, enrolls contacts or syncs an account at set times: every hour, on working days at nine, on the first of the month.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
