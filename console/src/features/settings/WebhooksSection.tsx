import { Button, Code, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { deleteWebhookEndpoint, type EndpointView } from '@/client';
import { listWebhookEndpointsOptions } from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { CopyIconButton } from '@/shared/json/CopyIconButton';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { SectionIntro } from './SectionIntro';
import { useRemoval } from './useRemoval';
import { WebhookModal } from './WebhookModal';

const addressOf = (endpoint: EndpointView) => `${window.location.origin}${endpoint.path}`;

/** Where other systems tell of contacts and events. */
export function WebhooksSection() {
  const list = useListState('-createdAt');
  const mayKeep = useMay('editor');
  const [making, make] = useDisclosure(false);
  const endpoints = useQuery({
    ...listWebhookEndpointsOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  const remove = useRemoval<EndpointView>({
    list: 'listWebhookEndpoints',
    verb: 'Delete',
    nameOf: (endpoint) => endpoint.name,
    consequence: 'Its address answers with 404 from now on. Live journeys go on.',
    remove: (endpoint) => deleteWebhookEndpoint({ path: { id: endpoint.id }, throwOnError: true }),
  });
  const stages = useStageNames((endpoints.data?.data ?? []).map(({ flowId }) => flowId));
  const columns: ColumnDef<EndpointView>[] = [
    { header: 'Name', accessorKey: 'name', meta: { sort: 'name' } },
    {
      header: 'Address',
      cell: ({ row }) => (
        <Group gap={4} wrap="nowrap">
          <Code>{row.original.path}</Code>
          <CopyIconButton value={addressOf(row.original)} label="Copy the address" />
        </Group>
      ),
    },
    {
      header: 'Does',
      cell: ({ row }) =>
        row.original.event
          ? `Event ${row.original.event}`
          : `Starts at ${row.original.uxNodeId ? stages(row.original.flowId, row.original.uxNodeId) : 'the first stage'}`,
    },
    {
      header: 'Made',
      meta: { sort: 'createdAt', width: 110 },
      cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
    },
    {
      header: 'State',
      meta: { width: 110 },
      cell: ({ row }) => (
        <StatusBadge
          status={row.original.enabled ? 'completed' : 'paused'}
          label={row.original.enabled ? 'On' : 'Off'}
        />
      ),
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
            aria-label={`Delete ${row.original.name}`}
            onClick={() => remove(row.original)}
          >
            Delete
          </Button>
        ),
    },
  ];
  return (
    <>
      <SectionIntro
        action={
          mayKeep && (
            <Button size="xs" leftSection={<IconPlus size={14} />} onClick={make.open}>
              New endpoint
            </Button>
          )
        }
      >
        Other systems post to an endpoint, signed with its secret. It finds or makes the contact and
        starts a journey, or tells a live one of an event.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search endpoints" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Webhook endpoints"
        query={endpoints}
        columns={columns}
        rowId={(endpoint) => endpoint.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconWebhook} title="No endpoints">
            {list.isFiltered
              ? 'None is called that.'
              : 'Other systems have no way yet to tell of contacts and events.'}
          </EmptyState>
        }
      />
      <WebhookModal opened={making} onClose={make.close} />
    </>
  );
}
