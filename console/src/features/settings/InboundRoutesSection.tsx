import { Button, Group, TextInput } from '@mantine/core';
import { IconMailDown } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { type FormEvent, useState } from 'react';
import { deleteInboundRoute, type InboundRoute, putInboundRoute } from '@/client';
import { listInboundRoutesOptions } from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { faultOf } from '@/shared/api/ApiError';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { notifyDone } from '@/shared/feedback/notify';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { SectionIntro } from './SectionIntro';
import { StageFields } from './StageFields';
import { useRemoval } from './useRemoval';
import { useStageChoice } from './useStageChoice';

/** Which journey begins when mail comes in that answers none. */
export function InboundRoutesSection() {
  const list = useListState('address');
  const mayKeep = useMay('editor');
  const { flows } = useStageChoice(null);
  const routes = useQuery({
    ...listInboundRoutesOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  const remove = useRemoval<InboundRoute>({
    list: 'listInboundRoutes',
    verb: 'Delete',
    nameOf: (route) => route.address,
    consequence: 'Mail to this address starts no journey any more. Live journeys go on.',
    remove: (route) => deleteInboundRoute({ path: { id: route.id }, throwOnError: true }),
  });
  const stages = useStageNames((routes.data?.data ?? []).map(({ flowId }) => flowId));
  const columns: ColumnDef<InboundRoute>[] = [
    { header: 'Address', accessorKey: 'address', meta: { sort: 'address' } },
    {
      header: 'Business flow',
      cell: ({ row }) =>
        flows.find(({ value }) => value === row.original.flowId)?.label ?? row.original.flowId,
    },
    { header: 'Stage', cell: ({ row }) => stages(row.original.flowId, row.original.uxNodeId) },
    {
      header: 'Made',
      meta: { sort: 'createdAt' },
      cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
    },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 90 },
      cell: ({ row }) =>
        mayKeep && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Delete ${row.original.address}`}
            onClick={() => remove(row.original)}
          >
            Delete
          </Button>
        ),
    },
  ];
  return (
    <>
      <SectionIntro>
        A reply finds its journey by itself. Other mail starts one by the address it was sent to.
      </SectionIntro>
      {mayKeep && (
        <Group mb="md" grow>
          <Panel title="Route an address">
            <InboundRouteForm />
          </Panel>
        </Group>
      )}
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search routes" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Inbound routes"
        query={routes}
        columns={columns}
        rowId={(route) => route.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconMailDown} title="No routes">
            {list.isFiltered
              ? 'No address is called that.'
              : 'Mail that answers nothing is kept, and starts no journey.'}
          </EmptyState>
        }
      />
    </>
  );
}

function InboundRouteForm() {
  const refresh = useRefresh();
  const [address, setAddress] = useState('');
  const [stage, setStage] = useState<[string | null, string | null]>([null, null]);
  const [flowId, uxNodeId] = stage;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      putInboundRoute({
        body: { address: address.trim(), flowId: flowId ?? '', uxNodeId: uxNodeId ?? '' },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`Mail to ${address.trim()} starts a journey now.`);
      setAddress('');
      refresh('listInboundRoutes');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label="Address"
          placeholder="hello@example.com"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={faultOf(error, '/address')}
        />
        <div style={{ flex: 1.4 }}>
          <StageFields
            flowId={flowId}
            uxNodeId={uxNodeId}
            onChange={(flow, node) => setStage([flow, node])}
          />
        </div>
        <Button type="submit" loading={isPending} disabled={!address.trim() || !uxNodeId}>
          Add
        </Button>
      </Group>
    </form>
  );
}
