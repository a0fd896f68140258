import { Skeleton, Text } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listEngagementsOptions } from '@/client/@tanstack/react-query.gen';
import classes from '@/features/contacts/Contact.module.css';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { engagementWords } from './engagementWords';

const SHOWN = 10;

/** What was done between us and a contact on platforms, and what is to come, the newest first. */
export function ContactEngagements({ contactId }: { contactId: string }) {
  const [page, setPage] = useState(1);
  const engagements = useQuery({
    ...listEngagementsOptions({
      query: { contactId, page, pageSize: SHOWN, sort: '-createdAt' },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title="Engagements" flush>
      {engagements.isPending && <Skeleton height={60} radius={0} />}
      {engagements.isError && (
        <ErrorState error={engagements.error} onRetry={() => engagements.refetch()} />
      )}
      {engagements.data?.total === 0 && (
        <EmptyState compact icon={IconHeartHandshake} title="Nothing on any platform yet" />
      )}
      <ol className={classes.rows}>
        {engagements.data?.data.map((engagement) => {
          const { what, detail } = engagementWords(engagement);
          return (
            <li key={engagement.id} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {what}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {detail}
                </Text>
              </div>
              <StatusBadge status={engagement.status} />
              <Text size="xs" c="dimmed">
                <RelativeTime at={engagement.occurredAt ?? engagement.createdAt} />
              </Text>
            </li>
          );
        })}
      </ol>
      {engagements.data && engagements.data.total > SHOWN && (
        <Pager page={page} pageSize={SHOWN} total={engagements.data.total} onPage={setPage} />
      )}
    </Panel>
  );
}
