import { Anchor, Box, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { EntityRowWaiting, EntityStatus, EntityView, StageResult } from '@/client';
import { listEntitiesOptions } from '@/client/@tanstack/react-query.gen';
import { ToBlueprints } from '@/features/blueprints/ToBlueprints';
import { contactName } from '@/features/contacts/contactName';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { humanize } from '@/shared/format/words';
import { checkColumn } from '@/shared/list/choice/checkColumn';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import { manyOf } from '@/shared/list/choice/selection';
import { useSelection } from '@/shared/list/choice/useSelection';
import { DataTable } from '@/shared/list/DataTable';
import type { ListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { journeyManyActs } from '../bulk/many/journeyManyActs';
import { ManyActs } from '../bulk/many/ManyActs';
import { ManyInProgress } from '../bulk/many/ManyInProgress';
import { waitWords } from '../journey/waitWords';
import type { JourneyFilter } from './JourneyFilters';
import { journeyPath } from './journeyPath';
import { manyFilter } from './manyFilter';
import { useBusinessFlows } from './useBusinessFlows';
import { useStageNames } from './useStageNames';

/** What a person calls the flow and the stage of a journey. */
interface Names {
  flow: (flowId: string) => string;
  stage: (entity: EntityView) => string;
}

/** The list does not read the flows of its paths: a step is called by its id, in words. */
const waitOf = (wait: EntityRowWaiting) => waitWords(wait, humanize(wait.nodeId ?? ''));

const columns = (names: Names): ColumnDef<EntityView>[] => [
  {
    header: 'Contact',
    meta: { sort: 'contactName' },
    cell: ({ row }) => (
      <Stack gap={0}>
        <Anchor component={Link} to={journeyPath(row.original)} c="inherit" fw={500} fz="sm">
          {row.original.contact.name ?? row.original.contact.email ?? 'Without a name'}
        </Anchor>
        <Text size="xs" c="dimmed" truncate maw="min(210px, 14vw)">
          {row.original.contact.email}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'Stage',
    meta: { sort: 'currentNodeId' },
    cell: ({ row }) => (
      <Stack gap={0}>
        <Text size="sm">{names.stage(row.original)}</Text>
        <Text size="xs" c="dimmed" truncate maw="min(180px, 12vw)">
          {names.flow(row.original.flowId)}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 110 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Waits for',
    cell: ({ row }) => {
      const waits = row.original.waitingOn.map(waitOf).join('; ');
      return (
        <Text size="xs" c="dimmed" truncate maw="min(260px, 13vw)" title={waits}>
          {waits || '–'}
        </Text>
      );
    },
  },
  {
    header: 'Came to stage',
    meta: { sort: 'enteredNodeAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.enteredNodeAt} c="dimmed" />,
  },
  {
    header: 'Version',
    meta: { numeric: true, width: 80, hidden: true },
    cell: ({ row }) => row.original.flowVersion,
  },
  {
    header: 'Came by',
    meta: { width: 110, hidden: true },
    cell: ({ row }) => humanize(row.original.source),
  },
  {
    header: 'Began',
    meta: { sort: 'createdAt', width: 110, hidden: true },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    header: 'Ended',
    meta: { sort: 'endedAt', width: 110, hidden: true },
    cell: ({ row }) =>
      row.original.endedAt ? <RelativeTime at={row.original.endedAt} c="dimmed" /> : '–',
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 100 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** Journeys as a table, of which some or all can be chosen and acted on. */
export function JourneysTable({ list }: { list: ListState<JourneyFilter> }) {
  const flows = useBusinessFlows();
  const mayAct = useMay('operator');
  const { version, ...query } = list.query;
  const entities = useQuery({
    ...listEntitiesOptions({
      query: {
        ...query,
        status: list.filters.status as EntityStatus,
        became: list.filters.became as StageResult,
        ...(version && { version: Number(version) }),
      },
    }),
    placeholderData: keepPreviousData,
  });
  const filter = useMemo(() => manyFilter(list), [list]);
  const selecting = useSelection(filter, entities.data);
  const { selection, chosen, choose, count } = selecting;
  const many = useMemo(() => manyOf(selection), [selection]);
  const acts = useMemo(() => journeyManyActs(list.filters.flowId), [list.filters.flowId]);
  const stages = useStageNames((entities.data?.data ?? []).map(({ flowId }) => flowId));
  const shown = useMemo(() => {
    const names = new Map(flows.map(({ id, name }) => [id, name]));
    const check = checkColumn<EntityView>({
      chosen,
      onChoose: choose,
      all: 'Choose all journeys on this page',
      name: ({ contact }) => contactName(contact),
    });
    return [
      ...(mayAct ? [check] : []),
      ...columns({
        flow: (id) => names.get(id) ?? '',
        stage: ({ flowId, currentNodeId }) => stages(flowId, currentNodeId),
      }),
    ];
  }, [flows, stages, chosen, choose, mayAct]);
  return (
    <>
      <ManyInProgress on="journeys" />
      {many && (
        <Box mb="xs">
          <SelectionBar noun="journey" selecting={selecting}>
            <ManyActs acts={acts} chosen={many} count={count} flowId={list.filters.flowId} />
          </SelectionBar>
        </Box>
      )}
      <DataTable
        label="Journeys"
        query={entities}
        columns={shown}
        remember="journeys"
        rowId={(entity) => entity.id}
        rowLink={journeyPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconRoute}
            title="No journeys here"
            action={!list.isFiltered && <ToBlueprints />}
          >
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'Journeys begin when contacts are started on a business flow.'}
          </EmptyState>
        }
      />
    </>
  );
}
