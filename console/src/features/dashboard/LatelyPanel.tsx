import { Skeleton, Text } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  listEntitiesOptions,
  listMailsOptions,
  listRunsOptions,
} from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { StatusDot } from '@/shared/status/StatusDot';
import classes from './Dashboard.module.css';
import { happenings } from './happenings';

const SHOWN = 8;
const LATEST = { sort: '-updatedAt', pageSize: SHOWN };

/** What happened lately, as it happens. */
export function LatelyPanel() {
  const runs = useQuery(listRunsOptions({ query: LATEST }));
  const entities = useQuery(listEntitiesOptions({ query: LATEST }));
  const mails = useQuery(listMailsOptions({ query: { pageSize: SHOWN } }));
  const stages = useStageNames((entities.data?.data ?? []).map(({ flowId }) => flowId));
  const lines = happenings(
    runs.data?.data ?? [],
    entities.data?.data ?? [],
    mails.data?.data ?? [],
    stages,
    SHOWN,
  );
  const isPending = runs.isPending || entities.isPending || mails.isPending;
  return (
    <Panel title="Lately" flush>
      {isPending && <Skeleton height={160} radius={0} />}
      {!isPending && lines.length === 0 && (
        <EmptyState icon={IconActivity} title="Nothing has happened yet">
          What runs, moves and is sent shows here at once.
        </EmptyState>
      )}
      {!isPending && (
        <ul className={classes.rows}>
          {lines.map((line) => (
            <li key={line.key}>
              <Link to={line.to} className={classes.row}>
                <StatusDot status={line.status} />
                <div className={classes.words}>
                  <Text size="sm" fw={500} truncate>
                    {line.what}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {line.detail}
                  </Text>
                </div>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={line.at} />
                </Text>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
