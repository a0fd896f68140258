import { Anchor, Skeleton, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { listJourneyEventsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { LongText } from '@/shared/layout/LongText';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import classes from '@/shared/list/Rows.module.css';
import { PAGE_SIZE } from '@/shared/list/useListState';
import { StatusDot } from '@/shared/status/StatusDot';
import { stageName, useStages } from '../journeys/useStages';
import { runPath } from '../runs/runPath';
import { eventStatus, eventWords } from './eventWords';
import { useJourneyRuns } from './useJourneyRuns';

/** What has happened on a journey, the newest first. */
export function JourneyTimeline({ entity }: { entity: EntityView }) {
  const [page, setPage] = useState(1);
  const { stages } = useStages(entity.flowId);
  const { flowOf, stepOf } = useJourneyRuns(entity.id);
  const events = useQuery({
    ...listJourneyEventsOptions({
      path: { id: entity.id },
      query: { page, pageSize: PAGE_SIZE, sort: '-seq' },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <div>
      <Panel title="Timeline" flush>
        {events.isPending && <Skeleton height={200} radius={0} />}
        {events.isError && <ErrorState error={events.error} onRetry={() => events.refetch()} />}
        {events.data?.total === 0 && (
          <EmptyState icon={IconTimeline} title="Nothing has happened yet">
            Each move, event and act shows here at once.
          </EmptyState>
        )}
        <ol className={classes.rows}>
          {events.data?.data.map((event) => {
            const { what, detail } = eventWords(event, {
              stage: (id) => stageName(stages, id),
              flow: flowOf,
              step: stepOf,
            });
            return (
              <li key={event.seq} className={classes.row}>
                <StatusDot status={eventStatus(event.type)} />
                <div className={classes.words}>
                  <Text size="sm" fw={500} truncate>
                    {what}
                  </Text>
                  <LongText>{detail}</LongText>
                </div>
                {event.runId && (
                  <Anchor component={Link} to={runPath(event.runId)} size="xs">
                    Run
                  </Anchor>
                )}
                <Text size="xs" c="dimmed">
                  <RelativeTime at={event.at} />
                </Text>
              </li>
            );
          })}
        </ol>
      </Panel>
      {events.data && events.data.total > PAGE_SIZE && (
        <Pager page={page} pageSize={PAGE_SIZE} total={events.data.total} onPage={setPage} />
      )}
    </div>
  );
}
