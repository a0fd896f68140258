import { Button, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconCheckbox, IconChecklist } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { TaskState } from '@/client';
import { getTaskOptions, listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Page } from '@/shared/layout/Page';
import { SplitView } from '@/shared/layout/SplitView';
import { useChosen } from '@/shared/layout/useChosen';
import { Pager } from '@/shared/list/Pager';
import { SearchField } from '@/shared/list/SearchField';
import { SortSelect } from '@/shared/list/SortSelect';
import { Toolbar } from '@/shared/list/Toolbar';
import { PAGE_SIZE, useListState } from '@/shared/list/useListState';
import { TaskDetail } from './TaskDetail';
import { TaskItem } from './TaskItem';

/** The questions that runs and journeys wait on people for. */
export function InboxPage() {
  const list = useListState('-createdAt', ['state']);
  const state = (list.filters.state ?? 'open') as TaskState;
  const tasks = useQuery({
    ...listTasksOptions({ query: { ...list.query, state } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useChosen(
    'task',
    tasks.data?.data.map(({ id }) => id),
  );
  const task = useQuery({
    ...getTaskOptions({ path: { id: chosen ?? '' } }),
    enabled: chosen !== undefined,
  });
  return (
    <Page
      title="Inbox"
      full
      subtitle="What runs and journeys wait on people for"
      actions={
        <Button
          component={Link}
          to="/inbox/tasks"
          size="xs"
          variant="default"
          leftSection={<IconChecklist size={14} />}
        >
          Tasks for contacts
        </Button>
      }
    >
      <Toolbar
        end={
          <SegmentedControl
            size="xs"
            aria-label="State"
            value={state}
            onChange={(value) => list.setFilter('state', value === 'open' ? null : value)}
            data={[
              { value: 'open', label: 'Open' },
              { value: 'answered', label: 'Answered' },
              { value: 'expired', label: 'Expired' },
              { value: 'cancelled', label: 'Cancelled' },
            ]}
          />
        }
      >
        <SearchField label="Search tasks" value={list.q} onChange={list.setSearch} />
        <SortSelect
          sort={list.sort}
          onSort={list.setSort}
          sorts={[
            ['-createdAt', 'Newest first'],
            ['createdAt', 'Oldest first'],
            ['dueAt', 'Due first'],
            ['title', 'By title'],
          ]}
        />
      </Toolbar>
      {tasks.isError ? (
        <ErrorState error={tasks.error} onRetry={() => tasks.refetch()} />
      ) : (
        <SplitView
          label="Tasks"
          items={
            tasks.isPending ? (
              <Skeleton component="li" height={200} radius={0} />
            ) : (
              tasks.data.data.map((each) => (
                <TaskItem key={each.id} task={each} chosen={each.id === chosen} />
              ))
            )
          }
          foot={
            tasks.data &&
            tasks.data.total > PAGE_SIZE && (
              <Pager
                page={list.page}
                pageSize={PAGE_SIZE}
                total={tasks.data.total}
                onPage={list.setPage}
              />
            )
          }
        >
          {task.data && <TaskDetail key={task.data.id} task={task.data} />}
          {task.isError && <ErrorState error={task.error} />}
          {!chosen && !tasks.isPending && (
            <EmptyState icon={IconCheckbox} title="Nothing here">
              <Text span inherit>
                {state === 'open'
                  ? 'Nothing waits for a person right now.'
                  : `No task is ${state}.`}
              </Text>
            </EmptyState>
          )}
        </SplitView>
      )}
    </Page>
  );
}
