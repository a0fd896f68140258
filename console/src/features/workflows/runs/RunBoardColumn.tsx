import { Anchor, Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { RunStatus, RunView } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount } from '@/shared/format/number';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './RunBoard.module.css';
import { RunCard } from './RunCard';
import { runsLink } from './runsLink';
import type { RunFilters } from './useRunFilters';

const LIVE: readonly RunStatus[] = ['pending', 'running', 'paused'];

/** Newest runs that a column shows; the list shows all. */
const SHOWN = 30;

interface Props {
  title: string;
  statuses: readonly RunStatus[];
  query: RunFilters['query'];
}

/** One column of the board: the newest runs of its statuses. */
export function RunBoardColumn({ title, statuses, query }: Props) {
  const [params] = useSearchParams();
  const pages = useQueries({
    queries: statuses.map((status) =>
      listRunsOptions({
        query: {
          ...query,
          status,
          // Of those that have ended there may be very many, which are found by their end only.
          sort: LIVE.includes(status) ? '-updatedAt' : '-completedAt',
          pageSize: SHOWN,
        },
      }),
    ),
  });
  const runs = pages
    .flatMap((page) => page.data?.data ?? [])
    .sort((a, b) => lastSeen(b).localeCompare(lastSeen(a)));
  const counts = pages.map((page) => page.data?.total ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shown = runs.slice(0, SHOWN);
  const failure = pages.find((page) => page.isError)?.error;
  const [main] = statuses;
  return (
    <section className={classes.column} aria-label={`${title}: ${total}`}>
      <div className={classes.head}>
        <StatusBadge status={main ?? 'pending'} label={title} />
        <Text size="xs" c="dimmed">
          {countWords(statuses, counts)}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={classes.cards} tabIndex={0}>
        {failure && <ErrorState error={failure} />}
        {pages.some((page) => page.isPending) && <Skeleton height={84} radius="md" />}
        {shown.map((run) => (
          <RunCard key={run.id} run={run} badged={run.status !== main} />
        ))}
        {statuses.map((status, index) => {
          const left = (counts[index] ?? 0) - shown.filter((run) => run.status === status).length;
          return (
            left > 0 && (
              <Anchor
                key={status}
                component={Link}
                to={runsLink(params, { status })}
                size="xs"
                ta="center"
                py={4}
              >
                {formatCount(left)} more {status}
              </Anchor>
            )
          );
        })}
      </div>
    </section>
  );
}

const lastSeen = (run: RunView) => run.completedAt ?? run.updatedAt;

/** How many there are, of each status where there are several, such as "3 failed · 2 cancelled". */
function countWords(statuses: readonly RunStatus[], counts: readonly number[]): string {
  const present = statuses
    .map((status, index) => ({ status, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0);
  return present.every(({ status }) => status === statuses[0])
    ? formatCount(present[0]?.count ?? 0)
    : present.map(({ status, count }) => `${formatCount(count)} ${status}`).join(' · ');
}
