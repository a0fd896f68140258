import { Anchor, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { RunStatusBadge } from '../runs/RunStatusBadge';
import { RUNS, runPath } from '../runs/runPath';
import { None } from './None';

const SHOWN = 8;

/** The newest runs of a journey. */
export function JourneyRuns({ entityId }: { entityId: string }) {
  const runs = useQuery(
    listRunsOptions({ query: { entityId, sort: '-createdAt', pageSize: SHOWN } }),
  );
  return (
    <Panel
      title="Runs"
      flush
      end={
        <Anchor component={Link} to={`${RUNS}?entityId=${entityId}`} size="xs">
          All runs
        </Anchor>
      }
    >
      {runs.isPending && <Skeleton height={60} radius={0} />}
      {runs.isError && <ErrorState error={runs.error} onRetry={() => runs.refetch()} />}
      {runs.data?.total === 0 && <None>No run yet</None>}
      <ul className={classes.rows}>
        {runs.data?.data.map((run) => (
          <li key={run.id}>
            <Link to={runPath(run.id)} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {run.name}
                </Text>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={run.createdAt} />
                </Text>
              </div>
              <RunStatusBadge run={run} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
