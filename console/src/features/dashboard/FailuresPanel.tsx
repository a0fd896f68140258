import { Skeleton, Text } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { contactName } from '@/features/contacts/contactName';
import { runPath } from '@/features/workflows/runs/runPath';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { messageOf } from '@/shared/json/messageOf';
import { Panel } from '@/shared/layout/Panel';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import classes from './Dashboard.module.css';

const SHOWN = 5;

/** What has gone wrong lately. */
export function FailuresPanel() {
  const runs = useQuery(
    listRunsOptions({ query: { status: 'failed', sort: '-completedAt', pageSize: SHOWN } }),
  );
  return (
    <Panel title="Failures" flush>
      {runs.isPending && <Skeleton height={100} radius={0} />}
      {runs.isError && <ErrorState error={runs.error} onRetry={() => runs.refetch()} />}
      {runs.data?.total === 0 && (
        <EmptyState compact icon={IconMoodSmile} title="Nothing has failed" />
      )}
      <ul className={classes.rows}>
        {runs.data?.data.map((run) => (
          <li key={run.id}>
            <Link to={runPath(run.id)} className={classes.row}>
              <RunTypeIcon type={run.workflowType} />
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {run.name}
                  {run.contact && ` for ${contactName(run.contact)}`}
                </Text>
                <Text size="xs" c="red" truncate>
                  {run.errors.length > 0 ? messageOf(run.errors[0]) : 'Failed'}
                </Text>
              </div>
              <Text size="xs" c="dimmed">
                <RelativeTime at={run.completedAt} />
              </Text>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
