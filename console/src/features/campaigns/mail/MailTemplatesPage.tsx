import { Anchor, Button } from '@mantine/core';
import { IconMail, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { MailTemplateView } from '@/client';
import { listMailTemplatesOptions } from '@/client/@tanstack/react-query.gen';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatCount } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { MAILS, mailPath, NEW_MAIL } from './mailPath';

const COLUMNS: ColumnDef<MailTemplateView>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Anchor component={Link} to={mailPath(row.original)} c="inherit" fw={500} fz="sm">
        {row.original.name}
      </Anchor>
    ),
  },
  { header: 'Subject', cell: ({ row }) => row.original.subject },
  {
    header: 'Version',
    meta: { numeric: true, width: 90 },
    cell: ({ row }) => formatCount(row.original.version),
  },
  {
    header: 'Used by',
    meta: { numeric: true, width: 90 },
    cell: ({ row }) => formatCount(row.original.usedBy.length),
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

const NewMail = () => (
  <Button component={Link} to={NEW_MAIL} size="xs" leftSection={<IconPlus size={14} />}>
    New mail
  </Button>
);

/** All saved mail, for flows and campaigns to send. */
export function MailTemplatesPage() {
  const list = useListState('-updatedAt', []);
  const mayEdit = useMay('editor');
  const mails = useQuery({
    ...listMailTemplatesOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Workflows" actions={mayEdit && <NewMail />}>
      <WorkflowTabs value={MAILS} />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search mail" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Saved mail"
        query={mails}
        columns={COLUMNS}
        rowId={(mail) => mail.id}
        rowLink={mailPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconMail}
            title={list.isFiltered ? 'No mail here' : 'No saved mail yet'}
            action={!list.isFiltered && mayEdit && <NewMail />}
          >
            {list.isFiltered
              ? 'Nothing fits the search.'
              : 'Mail that is saved here can be sent by any campaign and flow. Each change is a version, and what is under way keeps the one that it began with.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
