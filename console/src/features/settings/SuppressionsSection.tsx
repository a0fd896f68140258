import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailOff, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { deleteSuppression, type Suppression, type SuppressionReason } from '@/client';
import { listSuppressionsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { humanize } from '@/shared/format/words';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { SectionIntro } from './SectionIntro';
import { SuppressionModal } from './SuppressionModal';
import { useRemoval } from './useRemoval';

const REASONS: readonly SuppressionReason[] = ['bounced', 'complained', 'unsubscribed', 'manual'];

/** Addresses that no mail goes to, whatever a flow says. */
export function SuppressionsSection() {
  const list = useListState('-createdAt', ['reason']);
  const mayKeep = useMay('operator');
  const [adding, add] = useDisclosure(false);
  const suppressions = useQuery({
    ...listSuppressionsOptions({
      query: { ...list.query, reason: list.filters.reason as SuppressionReason },
    }),
    placeholderData: keepPreviousData,
  });
  const remove = useRemoval<Suppression>({
    list: 'listSuppressions',
    verb: 'Remove',
    nameOf: ({ address }) => address,
    consequence: 'Mail goes to this address again. Be sure that its owner wants it.',
    remove: ({ address }) => deleteSuppression({ path: { address }, throwOnError: true }),
  });
  const columns: ColumnDef<Suppression>[] = [
    { header: 'Address', accessorKey: 'address', meta: { sort: 'address' } },
    { header: 'Why', cell: ({ row }) => humanize(row.original.reason) },
    { header: 'Detail', cell: ({ row }) => row.original.detail ?? '–' },
    {
      header: 'Since',
      meta: { sort: 'createdAt', width: 130 },
      cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
    },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 100 },
      cell: ({ row }) =>
        mayKeep && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Remove ${row.original.address}`}
            onClick={() => remove(row.original)}
          >
            Remove
          </Button>
        ),
    },
  ];
  return (
    <>
      <SectionIntro
        action={
          mayKeep && (
            <Button size="xs" leftSection={<IconPlus size={14} />} onClick={add.open}>
              Add address
            </Button>
          )
        }
      >
        No flow writes to these addresses. They get here by bounces, complaints and unsubscribing,
        or by hand.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search addresses" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Why"
          value={list.filters.reason}
          options={REASONS}
          onChange={(reason) => list.setFilter('reason', reason)}
        />
      </Toolbar>
      <DataTable
        label="Suppressions"
        query={suppressions}
        columns={columns}
        rowId={({ address }) => address}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconMailOff} title="No addresses">
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'Everybody may be written to.'}
          </EmptyState>
        }
      />
      <SuppressionModal opened={adding} onClose={add.close} />
    </>
  );
}
