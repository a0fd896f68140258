import { Skeleton, Text } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Engagement, ListEngagementsData } from '@/client';
import { listEngagementsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Pager } from '@/shared/list/Pager';
import classes from '@/shared/list/Rows.module.css';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { engagementWords } from './engagementWords';

const SHOWN = 10;

interface Props {
  /** Whose, or with what. */
  of: Pick<NonNullable<ListEngagementsData['query']>, 'contactId' | 'contentPostId'>;
  /** What to say while there is none. */
  none: string;
  /** With whom it was, where that is not clear. */
  who?: (engagement: Engagement) => ReactNode;
}

/** What was done between us and contacts on platforms, and what is to come, the newest first. */
export function Engagements({ of, none, who }: Props) {
  const [page, setPage] = useState(1);
  const engagements = useQuery({
    ...listEngagementsOptions({ query: { ...of, page, pageSize: SHOWN, sort: '-createdAt' } }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      {engagements.isPending && <Skeleton height={60} radius={0} />}
      {engagements.isError && (
        <ErrorState error={engagements.error} onRetry={() => engagements.refetch()} />
      )}
      {engagements.data?.total === 0 && (
        <EmptyState compact icon={IconHeartHandshake} title={none} />
      )}
      <ol className={classes.rows}>
        {engagements.data?.data.map((engagement) => {
          const { what, detail } = engagementWords(engagement);
          return (
            <li key={engagement.id} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {what}
                  {who?.(engagement)}
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
    </>
  );
}
