import { Box, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { type Connection, deleteConnection, testConnection } from '@/client';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import { AccountSyncs } from '@/features/batches/AccountSyncs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { useAddressedDisclosure } from '@/shared/layout/useAddressedDisclosure';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useRefresh } from '@/shared/live/useRefresh';
import { May } from '@/shared/session/May';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { ConnectionHealth } from './ConnectionHealth';
import { ConnectionModal } from './ConnectionModal';
import { SectionIntro } from './SectionIntro';
import { hasSignIn, SIGN_IN_TOOLKITS, TOOLKITS } from './toolkits';
import { useConnect } from './useConnect';
import { useConnectResult } from './useConnectResult';
import { useRemoval } from './useRemoval';

/** Credentials that steps use, by what they are for. */
export function ConnectionsSection() {
  const list = useListState('name');
  const [making, make] = useAddressedDisclosure('new');
  const mayKeep = useMay('admin');
  const connect = useConnect();
  useConnectResult();
  const connections = useQuery({
    ...listConnectionsOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  const remove = useRemoval<Connection>({
    list: 'listConnections',
    verb: 'Delete',
    nameOf: (connection) => connection.name,
    consequence: 'Steps that use it fail from now on.',
    remove: (connection) => deleteConnection({ path: { id: connection.id }, throwOnError: true }),
  });
  const columns: ColumnDef<Connection>[] = [
    { header: 'Name', accessorKey: 'name', meta: { sort: 'name' } },
    {
      header: 'For',
      meta: { sort: 'toolkit' },
      cell: ({ row }) => TOOLKITS[row.original.toolkit].label,
    },
    { header: 'Account', cell: ({ row }) => <ConnectionHealth connection={row.original} /> },
    { header: 'Last test', cell: ({ row }) => <LastTest connection={row.original} /> },
    {
      header: 'Changed',
      meta: { sort: 'updatedAt' },
      cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
    },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 250 },
      cell: ({ row }) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {mayKeep && hasSignIn(row.original.toolkit) && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Connect ${row.original.name} again`}
              onClick={() =>
                connect.mutate({ toolkit: row.original.toolkit, connectionId: row.original.id })
              }
            >
              Connect again
            </Button>
          )}
          <May needs="operator">
            <TestButton connection={row.original} />
          </May>
          {mayKeep && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              aria-label={`Delete ${row.original.name}`}
              onClick={() => remove(row.original)}
            >
              Delete
            </Button>
          )}
        </Group>
      ),
    },
  ];
  return (
    <>
      <SectionIntro
        action={
          mayKeep && (
            <Group gap="xs" wrap="nowrap">
              {SIGN_IN_TOOLKITS.map((toolkit) => (
                <Button
                  key={toolkit}
                  size="xs"
                  variant="default"
                  loading={connect.isPending && connect.variables.toolkit === toolkit}
                  onClick={() => connect.mutate({ toolkit })}
                >
                  Connect {TOOLKITS[toolkit].label}
                </Button>
              ))}
              <Button size="xs" leftSection={<IconPlus size={14} />} onClick={make.open}>
                New connection
              </Button>
            </Group>
          )
        }
      >
        Credentials are sealed when they are stored and never shown again. Steps name the connection
        that they use.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search connections" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Connections"
        query={connections}
        columns={columns}
        rowId={(connection) => connection.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconPlugConnected} title="No connections">
            {list.isFiltered
              ? 'None is called that.'
              : 'Flows need one where they call what asks for credentials.'}
          </EmptyState>
        }
      />
      <Box mt="lg">
        <AccountSyncs />
      </Box>
      <ConnectionModal opened={making} onClose={make.close} />
    </>
  );
}

function LastTest({ connection: { lastTest } }: { connection: Connection }) {
  if (!lastTest) {
    return (
      <Text span inherit c="dimmed">
        Never
      </Text>
    );
  }
  return (
    <Tooltip label={lastTest.message} multiline maw={320}>
      <span>
        <StatusBadge
          status={lastTest.ok ? 'completed' : 'failed'}
          label={lastTest.ok ? 'Works' : 'Refused'}
        />
      </span>
    </Tooltip>
  );
}

function TestButton({ connection }: { connection: Connection }) {
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: () => testConnection({ path: { id: connection.id }, throwOnError: true }),
    onSuccess: () => refresh('listConnections'),
  });
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={`Test ${connection.name}`}
      loading={isPending}
      onClick={() => mutate()}
    >
      Test
    </Button>
  );
}
