import { Skeleton, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { MailDirection } from '@/client';
import { listMailsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { None } from './None';

const SHOWN = 8;

/** The mails of a journey, sent and received, the newest first. */
export function JourneyMessages({ entityId }: { entityId: string }) {
  const sent = useMails(entityId, 'outbound');
  const received = useMails(entityId, 'inbound');
  const failed = [sent, received].find(({ isError }) => isError);
  const isPending = sent.isPending || received.isPending;
  const mails = [
    ...(sent.data?.data ?? []).map((mail) => ({ ...mail, direction: 'outbound' as const })),
    ...(received.data?.data ?? []).map((mail) => ({ ...mail, direction: 'inbound' as const })),
  ]
    .sort((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt))
    .slice(0, SHOWN);
  return (
    <Panel title="Messages" flush>
      {isPending && !failed && <Skeleton height={60} radius={0} />}
      {failed && <ErrorState error={failed.error} onRetry={() => failed.refetch()} />}
      {!isPending && !failed && mails.length === 0 && <None>No mail yet</None>}
      <ul className={classes.rows}>
        {mails.map(({ id, direction, subject, from, to, sentAt }) => {
          const isSent = direction === 'outbound';
          const Icon = isSent ? IconArrowUpRight : IconArrowDownLeft;
          return (
            <li key={id}>
              <Link
                to={`/mailbox?entityId=${entityId}&direction=${direction}&mail=${id}`}
                className={classes.row}
              >
                <Icon size={16} role="img" aria-label={isSent ? 'Sent' : 'Received'} />
                <div className={classes.words}>
                  <Text size="sm" fw={500} truncate>
                    {subject || 'Without a subject'}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {isSent ? `to ${to}` : `from ${from}`}
                  </Text>
                </div>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={sentAt} />
                </Text>
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

const useMails = (entityId: string, direction: MailDirection) =>
  useQuery(listMailsOptions({ query: { entityId, direction, sort: '-sentAt', pageSize: SHOWN } }));
