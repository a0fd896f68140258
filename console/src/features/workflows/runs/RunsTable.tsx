import { Anchor, Box, Group, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { Duration } from '@/shared/format/Duration';
import { formatCount, formatDollars } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { actorName, humanize } from '@/shared/format/words';
import { checkColumn } from '@/shared/list/choice/checkColumn';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import { manyOf } from '@/shared/list/choice/selection';
import { useSelection } from '@/shared/list/choice/useSelection';
import { DataTable } from '@/shared/list/DataTable';
import { MOST_FOUND } from '@/shared/list/mostFound';
import { useMay } from '@/shared/session/useMay';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { ManyActs } from '../bulk/many/ManyActs';
import { ManyInProgress } from '../bulk/many/ManyInProgress';
import { RUN_MANY_ACTS } from '../bulk/many/runManyActs';
import { manyFilter } from './manyFilter';
import { RunActsMenu } from './RunActsMenu';
import { RunStatusBadge } from './RunStatusBadge';
import { RunSubject } from './RunSubject';
import { runPath } from './runPath';
import { ownName } from './runWords';
import type { RunFilters } from './useRunFilters';

const COLUMNS: ColumnDef<RunView>[] = [
  {
    header: 'Run',
    meta: { sort: 'name', width: '28%' },
    cell: ({ row }) => (
      <Group gap="sm" wrap="nowrap">
        <RunTypeIcon type={row.original.workflowType} />
        <div style={{ minWidth: 130 }}>
          <Anchor
            component={Link}
            to={runPath(row.original.id)}
            c="inherit"
            fw={500}
            fz="sm"
            lineClamp={2}
            title={row.original.name}
          >
            {row.original.name}
          </Anchor>
          {row.original.contact && (
            <Text size="xs" c="dimmed">
              for <RunSubject contact={row.original.contact} />
            </Text>
          )}
        </div>
      </Group>
    ),
  },
  {
    header: 'Type',
    meta: { width: 90 },
    cell: ({ row }) => RUN_TYPES[row.original.workflowType].label,
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 190 },
    cell: ({ row }) => <RunStatusBadge run={row.original} />,
  },
  {
    header: 'Done',
    meta: { numeric: true, width: 70 },
    cell: ({ row }) => <ItemCount run={row.original} items={row.original.processedItems} />,
  },
  {
    header: 'Skipped',
    meta: { numeric: true, width: 70 },
    cell: ({ row }) => <ItemCount run={row.original} items={row.original.skippedItems} />,
  },
  {
    header: 'Errors',
    meta: { numeric: true, width: 70 },
    cell: ({ row }) => <ItemCount run={row.original} items={row.original.errorItems} />,
  },
  {
    header: 'Duration',
    meta: { sort: 'durationMs', numeric: true, width: 110 },
    cell: ({ row }) => (
      <Duration startedAt={row.original.startedAt} completedAt={row.original.completedAt} />
    ),
  },
  {
    header: 'Started by',
    meta: { width: 130, hidden: true },
    cell: ({ row }) => {
      const { startedBy, triggerKind } = row.original;
      return startedBy ? actorName(startedBy) : humanize(triggerKind);
    },
  },
  {
    header: 'Cost',
    meta: { numeric: true, width: 90, hidden: true },
    cell: ({ row }) => (row.original.costUsd ? formatDollars(row.original.costUsd) : '–'),
  },
  {
    header: 'Created',
    meta: { sort: 'createdAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    id: 'acts',
    header: () => <span aria-hidden />,
    meta: { width: 44 },
    cell: ({ row }) => <RunActsMenu run={row.original} />,
  },
];

/** A count of items; a dash for runs that count none, such as those that walk a graph. */
function ItemCount({ run, items }: { run: RunView; items: number }) {
  if (run.totalItems === 0 && run.processedItems === 0) {
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  }
  return formatCount(items);
}

/** Runs as a table, of which some or all can be chosen and acted on. */
export function RunsTable({ filters: { list, query } }: { filters: RunFilters }) {
  const { page, pageSize, sort } = list.query;
  const mayAct = useMay('operator');
  const runs = useQuery({
    ...listRunsOptions({ query: { ...query, page, pageSize, sort } }),
    placeholderData: keepPreviousData,
  });
  const filter = useMemo(() => manyFilter(query), [query]);
  const isMore = list.q !== '' && runs.data?.total === MOST_FOUND;
  const selecting = useSelection(filter, runs.data, isMore);
  const { selection, chosen, choose, count } = selecting;
  const many = useMemo(() => manyOf(selection), [selection]);
  const columns = useMemo(() => {
    const check = checkColumn<RunView>({
      chosen,
      onChoose: choose,
      all: 'Choose all runs on this page',
      name: ownName,
    });
    return mayAct ? [check, ...COLUMNS] : COLUMNS;
  }, [chosen, choose, mayAct]);
  return (
    <>
      <ManyInProgress on="runs" />
      {many && (
        <Box mb="xs">
          <SelectionBar noun="run" selecting={selecting}>
            <ManyActs acts={RUN_MANY_ACTS} chosen={many} count={count} />
          </SelectionBar>
        </Box>
      )}
      <DataTable
        label="Runs"
        query={runs}
        columns={columns}
        remember="runs"
        rowId={(run) => run.id}
        rowLink={(run) => runPath(run.id)}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        isMore={isMore}
        empty={
          <EmptyState icon={IconPlayerPlay} title="No runs here">
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'What people, journeys, schedules and campaigns start shows here. “All runs” also shows what another run has started.'}
          </EmptyState>
        }
      />
    </>
  );
}
