import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { aboutWords } from '@/features/inbox/taskWords';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { None } from './None';

const SHOWN = 8;

/** What people were asked about a journey, the newest first. */
export function JourneyTasks({ entityId }: { entityId: string }) {
  const tasks = useQuery(
    listTasksOptions({ query: { entityId, sort: '-createdAt', pageSize: SHOWN } }),
  );
  return (
    <Panel title="Tasks" flush>
      {tasks.isPending && <Skeleton height={60} radius={0} />}
      {tasks.isError && <ErrorState error={tasks.error} onRetry={() => tasks.refetch()} />}
      {tasks.data?.total === 0 && <None>No task</None>}
      <ul className={classes.rows}>
        {tasks.data?.data.map((task) => (
          <li key={task.id}>
            <Link to={`/inbox?state=${task.state}&task=${task.id}`} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {task.title}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {aboutWords(task)}
                </Text>
              </div>
              <Text size="xs" c="dimmed">
                <RelativeTime at={task.createdAt} />
              </Text>
              <StatusBadge status={task.state} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
