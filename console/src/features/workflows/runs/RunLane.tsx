import { Anchor, Center, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { WorkflowType } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount } from '@/shared/format/number';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { RunCard } from './RunCard';
import classes from './RunLanes.module.css';
import { runsLink } from './runsLink';
import type { RunFilters } from './useRunFilters';

/** Newest runs that a lane shows. */
const SHOWN = 20;

interface Props {
  type: WorkflowType;
  query: RunFilters['query'];
}

/** The newest runs of one type, side by side. */
export function RunLane({ type, query }: Props) {
  const [params] = useSearchParams();
  const runs = useQuery(
    listRunsOptions({
      query: { ...query, workflowType: type, sort: '-createdAt', pageSize: SHOWN },
    }),
  );
  const { label } = RUN_TYPES[type];
  const total = runs.data?.total ?? 0;
  return (
    <section className={classes.lane} aria-label={`${label}: ${total}`}>
      <div className={classes.head}>
        <RunTypeIcon type={type} />
        <Stack gap={0}>
          {label}
          <Text size="xs" c="dimmed" fw={400}>
            {formatCount(total)}
          </Text>
        </Stack>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={classes.cards} tabIndex={0}>
        {runs.isPending && <Skeleton height={84} radius="md" />}
        {runs.isError && <ErrorState error={runs.error} onRetry={() => runs.refetch()} />}
        {runs.data?.data.map((run) => (
          <RunCard key={run.id} run={run} badged />
        ))}
        {runs.data?.total === 0 && <span className={classes.none}>None</span>}
        {total > SHOWN && (
          <Center>
            <Anchor component={Link} to={runsLink(params, { workflowType: type })} size="xs">
              {formatCount(total - SHOWN)} more
            </Anchor>
          </Center>
        )}
      </div>
    </section>
  );
}
