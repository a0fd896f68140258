import { Anchor, Skeleton, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { listContactTimelineOptions } from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { LongText } from '@/shared/layout/LongText';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import classes from '@/shared/list/Rows.module.css';
import { PAGE_SIZE } from '@/shared/list/useListState';
import { StatusDot } from '@/shared/status/StatusDot';
import { mailPath, timelineStatus, timelineWords } from './timelineWords';

/** What has happened to a contact on all of its journeys, the newest first. */
export function ContactTimeline({ contactId }: { contactId: string }) {
  const [page, setPage] = useState(1);
  const timeline = useQuery({
    ...listContactTimelineOptions({
      path: { id: contactId },
      query: { page, pageSize: PAGE_SIZE, sort: '-at' },
    }),
    placeholderData: keepPreviousData,
  });
  const stages = useStageNames((timeline.data?.data ?? []).map(({ flowId }) => flowId));
  return (
    <div>
      <Panel title="Timeline" flush>
        {timeline.isPending && <Skeleton height={200} radius={0} />}
        {timeline.isError && (
          <ErrorState error={timeline.error} onRetry={() => timeline.refetch()} />
        )}
        {timeline.data?.total === 0 && (
          <EmptyState icon={IconTimeline} title="Nothing has happened yet">
            Journeys and mails of this contact show here.
          </EmptyState>
        )}
        <ol className={classes.rows}>
          {timeline.data?.data.map((entry) => {
            const { what, detail } = timelineWords(entry, stages);
            const mail = mailPath(entry);
            return (
              <li
                key={`${entry.at} ${entry.type} ${entry.entityId} ${detail}`}
                className={classes.row}
              >
                <StatusDot status={timelineStatus(entry)} />
                <div className={classes.words}>
                  <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                    {mail ? (
                      <Anchor component={Link} to={mail} inherit c="inherit">
                        {what}
                      </Anchor>
                    ) : (
                      what
                    )}
                  </Text>
                  <LongText>{detail}</LongText>
                </div>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={entry.at} />
                </Text>
              </li>
            );
          })}
        </ol>
      </Panel>
      {timeline.data && timeline.data.total > PAGE_SIZE && (
        <Pager page={page} pageSize={PAGE_SIZE} total={timeline.data.total} onPage={setPage} />
      )}
    </div>
  );
}
