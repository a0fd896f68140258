import { Anchor } from '@mantine/core';
import { IconNews } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { ContentItem, ContentStatus } from '@/client';
import { listContentOptions } from '@/client/@tanstack/react-query.gen';
import { ContactLink } from '@/features/contacts/ContactLink';
import { ContactSelect } from '@/features/contacts/ContactSelect';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { contentPath } from './contentPath';
import { CONTENT_STATUSES, contentTitle } from './contentWords';
import { NewContent } from './NewContent';

const COLUMNS: ColumnDef<ContentItem>[] = [
  {
    header: 'Content',
    meta: { sort: 'title' },
    cell: ({ row }) => (
      <Anchor component={Link} to={contentPath(row.original)} c="inherit" fw={500} fz="sm">
        {contentTitle(row.original)}
      </Anchor>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 130 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Whose',
    meta: { width: 160 },
    cell: ({ row: { original: item } }) =>
      item.contactId ? <ContactLink id={item.contactId} /> : 'Ours',
  },
  {
    header: 'Created',
    meta: { sort: 'createdAt', width: 130 },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 130 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** What we and our contacts have published, or mean to. */
export function ContentPage() {
  const list = useListState('-createdAt', ['status', 'contactId']);
  const mayWrite = useMay('operator');
  const { status, contactId } = list.filters;
  const content = useQuery({
    ...listContentOptions({
      query: { ...list.query, status: status as ContentStatus | undefined },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Content"
      subtitle="What is published or planned, and how it was received"
      actions={mayWrite && <NewContent />}
    >
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search content" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={status}
          options={CONTENT_STATUSES}
          onChange={(value) => list.setFilter('status', value)}
        />
        <ContactSelect
          size="xs"
          w={200}
          label={undefined}
          aria-label="Of contact"
          placeholder="Of contact"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear of contact' }}
          value={contactId ?? null}
          onChange={(value) => list.setFilter('contactId', value)}
        />
      </Toolbar>
      <DataTable
        label="Content"
        query={content}
        columns={COLUMNS}
        rowId={(item) => item.id}
        rowLink={contentPath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState
            icon={IconNews}
            title={list.isFiltered ? 'No content here' : 'No content yet'}
            action={
              !list.isFiltered &&
              mayWrite && (
                <Anchor component={Link} to="/settings/connections" size="sm">
                  To the connections
                </Anchor>
              )
            }
          >
            {list.isFiltered
              ? 'Nothing fits the search and filters.'
              : 'A sync of posts from X brings what you published, with its likes and replies. You can also write something here yourself.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
