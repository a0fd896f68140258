import { Anchor, Skeleton, Text } from '@mantine/core';
import { IconCheckbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { aboutWords } from '@/features/inbox/taskWords';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from './Dashboard.module.css';

const SHOWN = 5;

/** What people have to decide, the most urgent first. */
export function TasksPanel() {
  const tasks = useQuery(
    listTasksOptions({ query: { state: 'open', sort: 'createdAt', pageSize: SHOWN } }),
  );
  return (
    <Panel
      title="Tasks due"
      flush
      end={
        <Anchor component={Link} to="/inbox" size="xs">
          Inbox
        </Anchor>
      }
    >
      {tasks.isPending && <Skeleton height={100} radius={0} />}
      {tasks.isError && <ErrorState error={tasks.error} onRetry={() => tasks.refetch()} />}
      {tasks.data?.total === 0 && (
        <EmptyState compact icon={IconCheckbox} title="Nothing waits for you" />
      )}
      <ul className={classes.rows}>
        {tasks.data?.data.map((task) => (
          <li key={task.id}>
            <Link to={`/inbox?task=${task.id}`} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {task.title}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {aboutWords(task)}
                </Text>
              </div>
              <Text size="xs" c="dimmed">
                {task.dueAt ? (
                  <>
                    due <RelativeTime at={task.dueAt} />
                  </>
                ) : (
                  <RelativeTime at={task.createdAt} />
                )}
              </Text>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
