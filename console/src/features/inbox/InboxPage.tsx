import { Box, Button, Modal, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheckbox, IconChecklist } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { Link } from 'react-router';
import type { TaskState } from '@/client';
import { getTaskOptions, listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { ShortcutList } from '@/features/help/ShortcutList';
import { ManyActs } from '@/features/workflows/bulk/many/ManyActs';
import { ManyInProgress } from '@/features/workflows/bulk/many/ManyInProgress';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Page } from '@/shared/layout/Page';
import { SplitView } from '@/shared/layout/SplitView';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import { Pager } from '@/shared/list/Pager';
import { SearchField } from '@/shared/list/SearchField';
import { SortSelect } from '@/shared/list/SortSelect';
import { Toolbar } from '@/shared/list/Toolbar';
import { PAGE_SIZE, useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { InboxFilters } from './InboxFilters';
import { inboxShortcuts } from './shortcuts';
import { TaskDetail } from './TaskDetail';
import { TaskItem } from './TaskItem';
import { NO_TASK_FILTERS, TASK_FILTERS, type TaskFilter } from './taskFilter';
import { useInboxKeys } from './useInboxKeys';
import { useShownTask } from './useShownTask';
import { useTaskFilter } from './useTaskFilter';
import { useTaskSelection } from './useTaskSelection';
import { useUndoableAnswers } from './useUndoableAnswers';

const nothingWords = (state: TaskState) =>
  state === 'open' ? 'Nothing waits for a person right now.' : `No task is ${state}.`;

/** The questions that runs and journeys wait on people for. */
export function InboxPage() {
  const list = useListState<TaskFilter>('-createdAt', ['state', ...TASK_FILTERS]);
  const filter = useTaskFilter(list);
  const { state } = filter;
  const isFiltered = TASK_FILTERS.some((name) => list.filters[name]);
  const tasks = useQuery({
    ...listTasksOptions({
      query: { ...filter, page: list.page, pageSize: PAGE_SIZE, sort: list.sort },
    }),
    placeholderData: keepPreviousData,
  });
  const answers = useUndoableAnswers((id) => shown.show(id));
  const left = tasks.data?.data.filter(({ id }) => state !== 'open' || !answers.given.has(id));
  const ids = left?.map(({ id }) => id);
  const shown = useShownTask(ids);
  const task = useQuery({
    ...getTaskOptions({ path: { id: shown.id ?? '' } }),
    enabled: shown.id !== undefined,
  });
  const mayAnswer = useMay('operator');
  const canTick = mayAnswer && state === 'open';
  const { selecting, many, acts, tick } = useTaskSelection(filter, tasks.data);
  const { chosen: ticked, chooseNone, count } = selecting;
  const [isHelping, help] = useDisclosure();
  // One that is answered already must not be among those that are answered together.
  const sendHeld = useEffectEvent(answers.flush);
  useEffect(() => {
    if (many) {
      sendHeld();
    }
  }, [many]);
  const acted = () => {
    if (shown.id && ticked.has(shown.id)) {
      shown.forget();
    }
    chooseNone();
  };
  useInboxKeys(ids ?? [], shown.id, {
    show: shown.show,
    tick: () => {
      // From the list, which has it before its details are there.
      const row = tasks.data?.data.find(({ id }) => id === shown.id) ?? task.data;
      if (canTick && row) {
        tick(row, !ticked.has(row.id));
      }
    },
    undo: answers.undo,
    help: help.open,
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
        saved="inbox"
        isFiltered={isFiltered}
        onClear={() => list.setFilters(NO_TASK_FILTERS)}
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
        <InboxFilters list={list} />
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
      <ManyInProgress on="tasks" />
      {canTick && many && (
        <Box mb="xs">
          <SelectionBar noun="task" selecting={selecting}>
            {acts.length > 0 ? (
              <ManyActs acts={acts} chosen={many} count={count} onActed={acted} />
            ) : (
              <Text size="sm" c="dimmed">
                These ask for different answers: choose tasks that ask for the same.
              </Text>
            )}
          </SelectionBar>
        </Box>
      )}
      {tasks.isError ? (
        <ErrorState error={tasks.error} onRetry={() => tasks.refetch()} />
      ) : (
        <SplitView
          label="Tasks"
          items={
            tasks.isPending ? (
              <Skeleton component="li" height={200} radius={0} />
            ) : (
              left?.map((each) => (
                <TaskItem
                  key={each.id}
                  task={each}
                  chosen={each.id === shown.id}
                  ticked={ticked.has(each.id)}
                  onTick={canTick ? (isTicked) => tick(each, isTicked) : undefined}
                />
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
          {task.data && (
            <TaskDetail
              key={task.data.id}
              task={task.data}
              filledIn={answers.filledIn(task.data.id)}
              onGive={(given) => {
                answers.give(task.data, given);
                if (ticked.has(task.data.id)) {
                  tick(task.data, false);
                }
                shown.leave(task.data.id);
              }}
            />
          )}
          {task.isError && <ErrorState error={task.error} />}
          {!shown.id && !tasks.isPending && (
            <EmptyState icon={IconCheckbox} title="Nothing here">
              <Text span inherit>
                {isFiltered ? 'No task fits the filters.' : nothingWords(state)}
              </Text>
            </EmptyState>
          )}
        </SplitView>
      )}
      <Modal
        opened={isHelping}
        onClose={help.close}
        title="Keys of the inbox"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ShortcutList shortcuts={inboxShortcuts(mayAnswer)} />
      </Modal>
    </Page>
  );
}
