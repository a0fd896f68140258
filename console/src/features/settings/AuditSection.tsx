import { Code } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import type { AuditEntry } from '@/client';
import { listAuditLogOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';

const COLUMNS: ColumnDef<AuditEntry>[] = [
  {
    header: 'When',
    meta: { width: 130 },
    cell: ({ row }) => <RelativeTime at={row.original.at} c="dimmed" />,
  },
  { header: 'Who', accessorKey: 'actor' },
  { header: 'What', cell: ({ row }) => <Code>{row.original.action}</Code> },
  { header: 'On', cell: ({ row }) => row.original.subject ?? '–' },
  { header: 'Answer', accessorKey: 'status', meta: { numeric: true, width: 90 } },
];

/** Who changed what. */
export function AuditSection() {
  const list = useListState('-at', ['actor']);
  const entries = useQuery({
    ...listAuditLogOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField
          label="Who"
          value={list.filters.actor ?? ''}
          onChange={(actor) => list.setFilter('actor', actor || null)}
        />
      </Toolbar>
      <DataTable
        label="Audit log"
        query={entries}
        columns={COLUMNS}
        rowId={(entry) => entry.id}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconClipboardList} title="Nothing is logged here">
            {list.isFiltered ? 'Nothing fits the filter.' : 'Every change shows here.'}
          </EmptyState>
        }
      />
    </>
  );
}
