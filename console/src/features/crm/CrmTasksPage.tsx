import { Anchor, Button, Group, SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { type CrmTask, type CrmTaskStatus, updateCrmTask } from '@/client';
import { listCrmTasksOptions } from '@/client/@tanstack/react-query.gen';
import { ContactLink } from '@/features/contacts/ContactLink';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { notifyDone } from '@/shared/feedback/notify';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';

const ABOVE = [{ label: 'Inbox', to: '/inbox' }];

const COLUMNS: ColumnDef<CrmTask>[] = [
  {
    header: 'Task',
    meta: { sort: 'title' },
    cell: ({ row: { original: task } }) =>
      task.url ? (
        <Anchor href={task.url} target="_blank" rel="noreferrer" c="inherit" fw={500} fz="sm">
          {task.title}
        </Anchor>
      ) : (
        task.title
      ),
  },
  {
    header: 'Contact',
    meta: { width: 180 },
    cell: ({ row: { original: task } }) => task.contactId && <ContactLink id={task.contactId} />,
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 120 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Created',
    meta: { sort: 'createdAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    header: 'Act',
    meta: { width: 190 },
    cell: ({ row }) => <Settle task={row.original} />,
  },
];

/** What people have to do: their own to-dos, and the steps of sequences that no API does. */
export function CrmTasksPage() {
  const list = useListState('-createdAt', ['status']);
  const status = (list.filters.status ?? 'open') as CrmTaskStatus;
  const tasks = useQuery({
    ...listCrmTasksOptions({ query: { ...list.query, status } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Tasks" above={ABOVE} subtitle="What people have to do for contacts">
      <Toolbar
        end={
          <SegmentedControl
            size="xs"
            aria-label="Status"
            value={status}
            onChange={(value) => list.setFilter('status', value === 'open' ? null : value)}
            data={[
              { value: 'open', label: 'Open' },
              { value: 'done', label: 'Done' },
              { value: 'cancelled', label: 'Cancelled' },
            ]}
          />
        }
      >
        <SearchField label="Search tasks" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Tasks"
        query={tasks}
        columns={COLUMNS}
        rowId={(task) => task.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconChecklist} title="Nothing here">
            Steps that no platform's API may do for you come here, with their text and link.
          </EmptyState>
        }
      />
    </Page>
  );
}

/** Settles a task; the run that waits for it goes on. */
function Settle({ task }: { task: CrmTask }) {
  const refresh = useRefresh();
  const mayAct = useMay('operator');
  const { mutate, isPending } = useMutation({
    mutationFn: (status: CrmTaskStatus) =>
      updateCrmTask({ path: { id: task.id }, body: { status }, throwOnError: true }),
    onSuccess: (_done, status) => {
      notifyDone(`${task.title}: ${status}.`);
      refresh('listCrmTasks', 'listEngagements', 'listTasks', 'getTask');
    },
  });
  if (task.status !== 'open' || !mayAct) {
    return null;
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="light"
        loading={isPending}
        aria-label={`Done: ${task.title}`}
        onClick={() => mutate('done')}
      >
        Done
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        disabled={isPending}
        aria-label={`Not possible: ${task.title}`}
        onClick={() => mutate('cancelled')}
      >
        Not possible
      </Button>
    </Group>
  );
}
