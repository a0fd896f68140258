import { Text } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import type { AuditEntry } from '@/client';
import { listAuditLogOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { actorName } from '@/shared/format/words';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { auditWords } from './auditWords';

const COLUMNS: ColumnDef<AuditEntry>[] = [
  {
    header: 'When',
    meta: { width: 130, sort: 'at' },
    cell: ({ row }) => <RelativeTime at={row.original.at} c="dimmed" />,
  },
  {
    header: 'Who',
    meta: { sort: 'actor' },
    cell: ({ row }) => actorName(row.original.actor),
  },
  {
    header: 'What',
    meta: { sort: 'action' },
    cell: ({ row }) => <span title={row.original.action}>{auditWords(row.original.action)}</span>,
  },
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
        <SearchField label="Search who and what" value={list.q} onChange={list.setSearch} />
        {list.filters.actor && (
          <Text size="xs" c="dimmed">
            of {actorName(list.filters.actor)} only
          </Text>
        )}
      </Toolbar>
      <DataTable
        label="Audit log"
        query={entries}
        columns={COLUMNS}
        rowId={(entry) => entry.id}
        sort={list.sort}
        onSort={list.setSort}
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
